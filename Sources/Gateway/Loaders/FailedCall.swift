/// What a batch fails with whose call failed: who waited for it counts the call, and throws its error.
struct FailedCall: Error, CustomStringConvertible {
    let error: any Error
    let batch: BatchStamp

    var description: String { "\(error)" }

    /// The call's error, or the given one where that is of no call.
    static func unwrapped(_ error: any Error) -> any Error {
        (error as? FailedCall)?.error ?? error
    }
}
