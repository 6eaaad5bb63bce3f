import NIOCore

/// How long a value is kept.
struct TimeToLive: Sendable, Hashable {
    /// At least 1.
    let milliseconds: Int64

    /// The same, longer or shorter by up to a tenth: values that are stored together don't expire together.
    func jittered(using generator: inout some RandomNumberGenerator) -> TimeToLive {
        let tenth = milliseconds / 10
        return TimeToLive(milliseconds: milliseconds + .random(in: -tenth...tenth, using: &generator))
    }
}

extension NIODeadline {
    static func + (deadline: NIODeadline, timeToLive: TimeToLive) -> NIODeadline {
        deadline + .milliseconds(timeToLive.milliseconds)
    }
}
