/// How a stream ended for its caller.
enum StreamEnd: Sendable, Equatable {
    /// With its last message.
    case completed
    case failed(Status)
    /// It certainly did not run, and may be opened again.
    case unsent
}
