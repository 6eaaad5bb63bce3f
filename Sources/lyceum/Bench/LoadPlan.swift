/// How a load is made.
struct LoadPlan: Sendable {
    /// What latencies are counted up to.
    static let longestTimeout = Duration.seconds(300)

    /// Requests per second on average.
    var rate: Double
    /// For which requests are made that don't count.
    var warmUp: Duration
    /// For which requests are made that count.
    var duration: Duration
    /// How long a request may take from when it was due; at most ``longestTimeout``.
    var timeout: Duration
    var connections: Int
    var seed: UInt64
}
