/// A handler that has waited for its message to be sent, and what it is to be told.
struct ServedWrite: Sendable {
    let continuation: ParkedWrite.Continuation
    let result: WriteResult

    func resume() {
        continuation.resume(returning: result)
    }
}
