internal import NIOCore

/// Whether an endpoint is ejected, and how often it was: a value that is told what happens.
struct Ejection: Sendable {
    /// Ejections in a row; they make the next one longer.
    private(set) var count = 0
    private(set) var isEjected = false
    private var readmittedAt: NIODeadline?

    /// The endpoint failed too often.
    /// - Returns: how long to leave it alone.
    mutating func eject(_ policy: EjectionPolicy, at now: NIODeadline) -> TimeAmount {
        if let readmittedAt, now - readmittedAt >= policy.maximumEjectionTime { count = 0 }
        count += 1
        isEjected = true
        let (grown, overflow) = policy.baseEjectionTime.nanoseconds.multipliedReportingOverflow(by: Int64(count))
        return overflow ? policy.maximumEjectionTime : min(.nanoseconds(grown), policy.maximumEjectionTime)
    }

    /// The time is over.
    mutating func readmit(at now: NIODeadline) {
        isEjected = false
        readmittedAt = now
    }
}
