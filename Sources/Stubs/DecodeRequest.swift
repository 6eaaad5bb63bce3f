public import Messages
public import NIOCore
public import RPC

/// Decodes a request, or says INVALID_ARGUMENT: what arrived is the caller's fault. Generated handlers call it.
public func decodeRequest<Request: Message>(_ payload: ByteBuffer) throws(Status) -> Request {
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
