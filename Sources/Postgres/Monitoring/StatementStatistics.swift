/// What has been counted of one statement since the client was made.
public struct StatementStatistics: Sendable, Equatable {
    /// How often it was sent and answered, or given up after sending.
    public internal(set) var count = 0
    /// How many of these failed.
    public internal(set) var failures = 0
    /// How many took longer than the threshold.
    public internal(set) var slow = 0
    /// The time from sending, or from the answer to the statement before it on the same connection, to the answer.
    public internal(set) var totalDuration = Duration.zero

    /// The mean time, zero before the first answer.
    public var averageDuration: Duration {
        count == 0 ? .zero : totalDuration / count
    }
}
