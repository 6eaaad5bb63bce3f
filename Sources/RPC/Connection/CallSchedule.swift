internal import NIOCore

/// What the calls of a connection have to be woken for.
struct CallSchedule {
    /// Whether calls are in flight, or their answers wait to be written.
    var hasCalls: Bool
    /// No call's deadline is before this one.
    var earliestDeadline: NIODeadline
    /// Whether calls are in flight whose peer can be asked for a sign of life.
    var keepsAlive = false
}
