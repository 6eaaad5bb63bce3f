internal import Histogram

/// How often which latency was seen, in microseconds up to ``LoadPlan/longestTimeout``, by a high dynamic range histogram.
struct LatencyHistogram: Sendable {
    private static let highest = UInt64(LoadPlan.longestTimeout / .microseconds(1))

    private var histogram: Histogram<UInt32>

    init(_ digits: SignificantDigits = .three) {
        histogram = Histogram(highestTrackableValue: Self.highest, numberOfSignificantValueDigits: digits)
    }

    var count: Int { Int(histogram.totalCount) }

    /// A latency from 1 µs on; a longer or shorter one counts as the nearest.
    mutating func record(_ latency: Duration) {
        let microseconds = max(1, Int64(latency / .microseconds(1)))
        histogram.record(min(UInt64(microseconds), Self.highest))
    }

    /// The latency that this share of all did not exceed; zero where there is none.
    ///
    /// - Parameter percentile: from 0 to 100.
    func milliseconds(atPercentile percentile: Double) -> Double {
        count == 0 ? 0 : Double(histogram.valueAtPercentile(percentile)) / 1_000
    }
}
