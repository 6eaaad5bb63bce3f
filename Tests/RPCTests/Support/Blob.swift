import Messages
import NIOCore

/// A message that is nothing but its bytes; those that begin with 0xff can't be decoded.
struct Blob: Message, Equatable {
    static let fullName = "test.Blob"

    var bytes: ByteBuffer
    /// What the message claims to be longer than it is.
    var sizeError = 0

    init(_ text: String) {
        bytes = ByteBuffer(string: text)
    }

    init(byteCount: Int) {
        bytes = ByteBuffer(repeating: 0x2e, count: byteCount)
    }

    init(decoding bytes: ByteBuffer) throws(MessageError) {
        guard bytes.getInteger(at: bytes.readerIndex, as: UInt8.self) != 0xff else {
            throw .malformed(message: Self.fullName)
        }
        self.bytes = bytes
    }

    var text: String { String(buffer: bytes) }
    var encodedSize: Int { bytes.readableBytes + sizeError }

    func encode(into buffer: inout ByteBuffer) {
        buffer.writeImmutableBuffer(bytes)
    }
}
