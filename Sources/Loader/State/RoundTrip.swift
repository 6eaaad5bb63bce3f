import NIOCore

/// How long a batch takes, smoothed as TCP does it (RFC 6298, section 2).
struct RoundTrip: Sendable {
    private(set) var smoothed: TimeAmount
    private var isMeasured = false
    /// A batch that takes longer has stalled: it gives up its slot, and nobody joins it.
    private(set) var stallThreshold: TimeAmount

    /// Below it, a stalled batch can't be told from a busy processor.
    private static let minimumStallThreshold = TimeAmount.milliseconds(1)

    /// Assumes a round trip until the first batch has come back.
    init(initial: TimeAmount) {
        smoothed = initial
        stallThreshold = Self.stallThreshold(of: initial)
    }

    private static func stallThreshold(of roundTrip: TimeAmount) -> TimeAmount {
        max(3 * roundTrip, minimumStallThreshold)
    }

    /// Takes the duration of one batch into account.
    ///
    /// A stall counts no more than the threshold, so one of them doesn't hide the next, while a backend that became
    /// slow for good is followed within some batches.
    mutating func record(_ sample: TimeAmount) {
        let sample = min(sample, stallThreshold)
        smoothed = isMeasured ? smoothed + (sample - smoothed).divided(by: 8) : sample
        isMeasured = true
        stallThreshold = Self.stallThreshold(of: smoothed)
    }
}
