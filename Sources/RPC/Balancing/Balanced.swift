/// What the balancer compares connections by.
protocol Balanced: Sendable {
    /// Calls in flight.
    var outstandingCalls: Int { get }
}
