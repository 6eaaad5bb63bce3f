internal import Messages

/// A stream's message that waits to be sent, and the handler that waits with it.
struct ParkedWrite: Sendable {
    /// Unsafe, as a checked one costs an allocation: the state machine gives each write away exactly once.
    typealias Continuation = UnsafeContinuation<WriteResult, Never>

    let message: any Message
    let size: Int
    let continuation: Continuation
}
