internal import NIOCore

/// What the balancer compares connections by.
protocol Balanced: Sendable {
    /// Calls in flight.
    var outstandingCalls: Int { get }
    /// The most calls that may be in flight.
    var callLimit: Int { get }
    /// Calls of others that the server was said to run; an old word counts less.
    func foreignCalls(at now: NIODeadline) -> Int
    /// It is given another chance: its next failure is enough to be ejected again.
    func beginTrial()
}

extension Balanced {
    /// How many calls another one would have beside it; one that has no room comes last.
    func load(at now: NIODeadline) -> Int {
        let calls = outstandingCalls
        return calls < callLimit ? calls + foreignCalls(at: now) : .max
    }
}
