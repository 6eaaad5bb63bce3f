internal import NIOCore

/// What the balancer compares connections by.
protocol Balanced: Sendable {
    /// Calls in flight.
    var outstandingCalls: Int { get }
    /// The most calls that may be in flight.
    var callLimit: Int { get }
    /// Calls of others that the server was said to run; an old word counts less.
    func foreignCalls(at now: NIODeadline) -> Int
    /// Whether the server refused a call a moment ago, since it had no room.
    func isRefusing(at now: NIODeadline) -> Bool
}

extension Balanced {
    /// More than any server runs: where the load of those begins that had no room.
    static var loadWithoutRoom: Int { 1 << 40 }

    /// How many calls another one would have beside it. Those whose server had no room come behind those that may have
    /// some, and last those that themselves have none.
    func load(at now: NIODeadline) -> Int {
        let calls = outstandingCalls
        guard calls < callLimit else { return .max }
        let load = calls + foreignCalls(at: now)
        return isRefusing(at: now) ? Self.loadWithoutRoom + load : load
    }
}
