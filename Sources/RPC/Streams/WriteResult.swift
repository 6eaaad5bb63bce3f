/// What became of a stream's message.
enum WriteResult: Sendable {
    case written
    /// It has to wait, for its caller or for room.
    case full
    /// It is not as long as it says.
    case failed
    /// Nobody waits for it.
    case ended
}
