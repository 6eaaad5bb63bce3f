/// How long a batch takes, smoothed as TCP does it (RFC 6298, section 2).
struct RoundTrip: Sendable {
    private var smoothed: Duration?

    /// Assumed until the first batch came back.
    private static let initial = Duration.milliseconds(5)
    /// Below it, a stalled batch can't be told from a busy processor.
    private static let minimumStallThreshold = Duration.milliseconds(1)

    /// A batch that takes longer has stalled: it gives up its slot, and nobody joins it.
    var stallThreshold: Duration {
        max((smoothed ?? Self.initial) * 3, Self.minimumStallThreshold)
    }

    /// Takes the duration of one batch into account.
    ///
    /// A stall counts no more than the threshold, so one of them doesn't hide the next, while a backend that became
    /// slow for good is followed within some batches.
    mutating func record(_ sample: Duration) {
        let sample = min(sample, stallThreshold)
        smoothed = smoothed.map { $0 + (sample - $0) / 8 } ?? sample
    }
}
