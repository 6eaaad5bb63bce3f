import Messages
import NIOCore

extension Message {
    /// The wire format, which is as long as the message says.
    var encoded: ByteBuffer {
        var buffer = ByteBuffer()
        encode(into: &buffer)
        precondition(buffer.readableBytes == encodedSize, "a message lies about its size")
        return buffer
    }

    /// The message as JSON.
    func json(_ mask: FieldMask) -> ByteBuffer {
        JSONWriter.bytes { $0.value(self, mask) }
    }
}
