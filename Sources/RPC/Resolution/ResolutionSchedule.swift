internal import NIOCore

/// When names are resolved: before the first connection, when one is lost, and now and then; never twice at the same time,
/// and not more often than once a second.
struct ResolutionSchedule: Sendable {
    /// The shortest time between two resolutions.
    static var shortestInterval: TimeAmount { .seconds(1) }

    private let interval: TimeAmount
    private var isRunning = false
    private var lastEnd: NIODeadline?
    /// When the last result is too old.
    private var due: NIODeadline?

    /// - Parameter interval: How long a result is used while nothing speaks against it.
    init(interval: TimeAmount) {
        self.interval = interval
    }

    /// Whether the first resolution is under way: there is hope for connections that nobody knows of yet.
    var isFirst: Bool { isRunning && lastEnd == nil }

    /// Something asks for a resolution.
    /// - Returns: whether it is to begin now.
    mutating func begin(at now: NIODeadline) -> Bool {
        guard !isRunning else { return false }
        if let lastEnd, now < lastEnd + Self.shortestInterval { return false }
        isRunning = true
        return true
    }

    /// The time that the end of a resolution told is over.
    /// - Returns: whether the next one is to begin now: not if another one has ended since then, which told its own.
    mutating func elapsed(at now: NIODeadline) -> Bool {
        guard let due, due <= now else { return false }
        return begin(at: now)
    }

    /// A resolution has ended.
    /// - Returns: when the next one is due.
    mutating func ended(at now: NIODeadline, failed: Bool) -> TimeAmount {
        isRunning = false
        lastEnd = now
        let delay = failed ? Self.shortestInterval : max(interval, Self.shortestInterval)
        due = now + delay
        return delay
    }
}
