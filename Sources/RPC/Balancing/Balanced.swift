internal import NIOCore

/// What the balancer compares connections by.
protocol Balanced: Sendable {
    /// Calls in flight.
    var outstandingCalls: Int { get }
    /// Calls of others that the server was said to run; an old word counts less.
    func foreignCalls(at now: NIODeadline) -> Int
    /// It is given another chance: its next failure is enough to be ejected again.
    func beginTrial()
}

extension Balanced {
    /// How many calls another one would have beside it.
    func load(at now: NIODeadline) -> Int { outstandingCalls + foreignCalls(at: now) }
}
