internal import NIOCore

/// The payload of a request frame, `ttrpc.Request`.
///
///     message Request {
///         string service = 1; string method = 2; bytes payload = 3;
///         int64 timeout_nano = 4; repeated KeyValue metadata = 5;
///     }
struct RequestEnvelope: Equatable {
    static let metadataField: UInt32 = 5

    /// The service's name in UTF-8, if the peer keeps to the specification; only compared with known names.
    var service: ByteBuffer?
    /// The method's name, likewise.
    var method: ByteBuffer?
    /// The message; nil for one that takes no bytes.
    var payload: ByteBuffer?
    /// The time until the deadline; 0 when there is none.
    var timeoutNanoseconds: Int64 = 0
    var metadata = Metadata()
    /// The versions of the extensions that the client knows: an entry of the metadata that is none of the caller's, and
    /// does not count as such.
    var offer: String?
}

extension RequestEnvelope {
    /// Decodes a frame's payload; names and payload are slices of it.
    init(decoding buffer: ByteBuffer) throws(WireCursor.Malformation) {
        self.init()
        try decode(buffer)
    }

    /// Adds what the bytes say, from an offset on, to what is known.
    mutating func decode(_ buffer: ByteBuffer, from offset: Int = 0) throws(WireCursor.Malformation) {
        let bytes = buffer.readableBytesUInt8Span
        var cursor = WireCursor(offset: offset)
        while let tag = try cursor.tag(bytes) {
            switch tag.field {
            case 1: service = buffer.slice(try cursor.lengthDelimited(tag, bytes))
            case 2: method = buffer.slice(try cursor.lengthDelimited(tag, bytes))
            case 3: payload = buffer.slice(try cursor.lengthDelimited(tag, bytes))
            case 4: timeoutNanoseconds = Int64(bitPattern: try cursor.varint(tag, bytes))
            case Self.metadataField:
                received(try Metadata.Entry(decoding: buffer.slice(cursor.lengthDelimited(tag, bytes))))
            default: try cursor.skip(tag, bytes)
            }
        }
    }

    private mutating func received(_ entry: Metadata.Entry) {
        if entry.key == Capabilities.metadataKey {
            offer = offer ?? entry.value
        } else {
            metadata.keep(entry)
        }
    }

    /// The first two fields, which all calls of a method share.
    static func prefix(service: String, method: String) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeTextField(1, service)
        buffer.writeTextField(2, method)
        return buffer
    }
}
