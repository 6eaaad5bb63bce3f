internal import NIOCore

/// Whether an endpoint is ejected, and how often it was: a value that is told what happens.
struct Ejection: Sendable {
    /// Ejections in a row; they make the next one longer.
    private(set) var count = 0
    /// The end of the ejection; nil where there is none.
    private(set) var until: NIODeadline?
    private var readmittedAt: NIODeadline?

    var isEjected: Bool { until != nil }

    /// The endpoint failed too often.
    /// - Returns: how long to leave it alone.
    mutating func eject(_ policy: EjectionPolicy, at now: NIODeadline) -> TimeAmount {
        if let readmittedAt, now - readmittedAt >= policy.maximumEjectionTime { count = 0 }
        count += 1
        let (grown, overflow) = policy.baseEjectionTime.nanoseconds.multipliedReportingOverflow(by: Int64(count))
        let time = overflow ? policy.maximumEjectionTime : min(.nanoseconds(grown), policy.maximumEjectionTime)
        until = now + time
        return time
    }

    /// The time is over.
    mutating func readmit(at now: NIODeadline) {
        until = nil
        readmittedAt = now
    }
}
