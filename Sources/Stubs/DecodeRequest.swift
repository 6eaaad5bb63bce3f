import Messages
import NIOCore
import RPC

/// Decodes a request, or says INVALID_ARGUMENT: what arrived is the caller's fault.
func decodeRequest<Request: Message>(_ payload: ByteBuffer) throws(Status) -> Request {
    do {
        return try Request(decoding: payload)
    } catch {
        switch error {
        case .malformed(let message):
            throw Status(code: .invalidArgument, message: "the payload is not a \(message)")
        case .tooLarge(let message):
            throw Status(code: .resourceExhausted, message: "the decoded \(message) is too large")
        }
    }
}
