import Synchronization

/// What a server has counted since it was made.
final class ServerCounters: Sendable {
    let acceptedConnections = Atomic<Int>(0)
    let refusedConnections = Atomic<Int>(0)
    let startedCalls = Atomic<Int>(0)
    let refusedCalls = Atomic<Int>(0)
}
