internal import NIOCore
import Synchronization

/// What a server said of its load, of which the calls of this connection are no news.
///
/// Each half-life halves what is left of it, so that a server that was busy once is soon tried again.
final class ServerLoad: Sendable {
    static let halfLife = TimeAmount.milliseconds(250)

    private let foreignCalls = Atomic<Int>(0)
    private let reportedAt = Atomic<UInt64>(0)
    private let refusesUntil = Atomic<UInt64>(0)

    /// The server said that it runs so many calls, while so many of ours were in flight.
    func reported(_ load: UInt32, outstandingCalls: Int, at now: NIODeadline) {
        foreignCalls.store(max(0, Int(load) - outstandingCalls), ordering: .relaxed)
        reportedAt.store(now.uptimeNanoseconds, ordering: .relaxed)
    }

    /// The server had no room for a call. What it says of its load does not tell that: a single method may have a limit
    /// of its own. For a half-life calls go elsewhere if they can.
    func refused(at now: NIODeadline) {
        refusesUntil.store((now + Self.halfLife).uptimeNanoseconds, ordering: .relaxed)
    }

    func isRefusing(at now: NIODeadline) -> Bool {
        now.uptimeNanoseconds < refusesUntil.load(ordering: .relaxed)
    }

    func foreignCalls(at now: NIODeadline) -> Int {
        let calls = foreignCalls.load(ordering: .relaxed)
        guard calls > 0 else { return 0 }
        let age = now.uptimeNanoseconds &- reportedAt.load(ordering: .relaxed)
        // Another thread's report may be newer than the caller's clock.
        guard age <= UInt64(Int64.max) else { return calls }
        return calls >> min(age / UInt64(Self.halfLife.nanoseconds), 62)
    }
}
