public import NIOCore

/// How often something may be logged: so many lines in a span of time, and then the count of those that were left out.
public struct LogAllowance: Sendable {
    private let limit: Int
    private let window: TimeAmount
    private var windowEnd = NIODeadline.uptimeNanoseconds(0)
    private var logged = 0
    private var suppressed = 0

    /// Allows `limit` lines in each `window`, which begins with its first line.
    public init(_ limit: Int, per window: TimeAmount) {
        self.limit = limit
        self.window = window
    }

    /// Asks for one line. Nil: not now. Else how many were left out since the last one.
    public mutating func take(at now: NIODeadline) -> Int? {
        if now >= windowEnd {
            windowEnd = now + window
            logged = 0
        }
        guard logged < limit else {
            suppressed += 1
            return nil
        }
        logged += 1
        defer { suppressed = 0 }
        return suppressed
    }
}
