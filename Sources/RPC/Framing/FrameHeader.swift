internal import NIOCore

/// The ten bytes before each frame's payload: length, stream id (both big-endian), type, flags (ttrpc, PROTOCOL.md).
struct FrameHeader: Hashable {
    /// The size of an encoded header in bytes.
    static let byteCount = 10
    /// The largest payload in bytes, both ways.
    static let payloadLimit = 4 * 1024 * 1024

    var payloadLength: UInt32
    var streamID: UInt32
    var type: FrameType
    var flags: UInt8 = 0

    /// The size of the whole frame in bytes.
    var frameLength: Int { Self.byteCount + Int(payloadLength) }
}

extension ByteBuffer {
    /// The header at the reader index, which is left where it is; nil when there are fewer than ten bytes.
    func getFrameHeader() -> FrameHeader? {
        guard
            let fields = getMultipleIntegers(at: readerIndex, as: (UInt32, UInt32, UInt8, UInt8).self)
        else { return nil }
        return FrameHeader(
            payloadLength: fields.0, streamID: fields.1, type: FrameType(rawValue: fields.2), flags: fields.3)
    }

    mutating func writeFrameHeader(_ header: FrameHeader) {
        // In one step, which `writeMultipleIntegers` takes for each.
        writeWithOutputRawSpan(minimumWritableBytes: FrameHeader.byteCount) { bytes in
            bytes.append(header.payloadLength.bigEndian, as: UInt32.self)
            bytes.append(header.streamID.bigEndian, as: UInt32.self)
            bytes.append(header.type.rawValue)
            bytes.append(header.flags)
        }
    }
}
