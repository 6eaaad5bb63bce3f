internal import NIOCore

/// What a response says beside its outcome, to clients that know the extensions; to others it is a field that they do
/// not know.
///
///     message Response {
///         …; uint32 server_load = 1000; sint32 retry_pushback_milliseconds = 1001;
///         repeated KeyValue trailing_metadata = 1002;
///     }
struct ResponseTrailers: Equatable {
    static let loadField: UInt32 = 1000
    static let pushbackField: UInt32 = 1001
    static let metadataField: UInt32 = 1002

    /// Calls that the server runs, of all its clients; nil when it does not say.
    var load: UInt32?
    /// The trailing metadata of the call.
    var metadata = Metadata()

    /// What the runtime says beside a failure of its own.
    var withoutMetadata: ResponseTrailers { ResponseTrailers(load: load) }

    /// The size of the fields.
    var encodedSize: Int {
        let loadSize = load.map { WireSize.varint(UInt64(Self.loadField << 3)) + WireSize.varint(UInt64($0)) } ?? 0
        return loadSize + metadata.encodedSize(as: Self.metadataField)
    }

    func encode(into buffer: inout ByteBuffer) {
        if let load { buffer.writeLoad(load) }
        metadata.encode(into: &buffer, as: Self.metadataField)
    }
}

extension ByteBuffer {
    fileprivate mutating func writeLoad(_ load: UInt32) {
        writeVarintField(ResponseTrailers.loadField, UInt64(load))
    }

    mutating func writeRetryPushback(_ pushback: RetryPushback) {
        let value = pushback.milliseconds
        writeVarintField(ResponseTrailers.pushbackField, UInt64(UInt32(bitPattern: (value << 1) ^ (value >> 31))))
    }
}

extension RetryPushback {
    /// Reads the field's value, a zigzag-encoded number (protobuf's sint32).
    init(encoded value: UInt64) {
        let bits = UInt32(truncatingIfNeeded: value)
        self.init(milliseconds: Int32(bitPattern: (bits >> 1) ^ (0 &- (bits & 1))))
    }
}
