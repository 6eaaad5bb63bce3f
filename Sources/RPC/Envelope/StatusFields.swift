internal import NIOCore

/// The fields of a `google.rpc.Status` as they arrive; a field that comes twice is merged as protobuf says.
///
///     message Status { int32 code = 1; string message = 2; repeated google.protobuf.Any details = 3; }
struct StatusFields {
    private var code: Int32 = 0
    private var message = ""
    private var details: [StatusDetail] = []
    /// Comes beside the status, in a field of the response.
    var retryPushback: RetryPushback?

    /// The failure that they tell of; nil when the code is 0.
    var failure: Status? {
        guard code != 0 else { return nil }
        // gRPC's rule: a code that is not known means UNKNOWN.
        let known = Status.Code(rawValue: code) ?? .unknown
        return Status(code: known, message: message, details: details, retryPushback: retryPushback)
    }

    mutating func merge(decoding buffer: ByteBuffer) throws(WireCursor.Malformation) {
        let bytes = buffer.readableBytesUInt8Span
        var cursor = WireCursor()
        while let tag = try cursor.tag(bytes) {
            switch tag.field {
            case 1: code = Int32(truncatingIfNeeded: try cursor.varint(tag, bytes))
            case 2: message = try buffer.text(cursor.lengthDelimited(tag, bytes))
            case 3: details.append(try StatusDetail(decoding: buffer.slice(cursor.lengthDelimited(tag, bytes))))
            default: try cursor.skip(tag, bytes)
            }
        }
    }
}

extension Status {
    /// The status as a `google.rpc.Status`.
    func encoded() -> ByteBuffer {
        var buffer = ByteBuffer()
        if code != .ok {
            buffer.writeVarintField(1, UInt64(code.rawValue))
        }
        buffer.writeTextField(2, message)
        for detail in details {
            let fields = detail.encoded()
            buffer.writeLengthPrefix(3, byteCount: fields.readableBytes)
            buffer.writeImmutableBuffer(fields)
        }
        return buffer
    }
}
