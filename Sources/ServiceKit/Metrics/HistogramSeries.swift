internal import Metrics
import Synchronization

/// How many observations fell into which bucket, and their sum.
final class HistogramSeries: TimerHandler, RecorderHandler {
    /// The most buckets, the one above the last bound included: as many as the counters below.
    static let bucketLimit = 20

    /// Ascending upper bounds, inclusive.
    let bounds: [Double]
    private let buckets = InlineArray<20, Atomic<Int64>> { _ in Atomic(0) }
    private let total = AtomicDouble()

    init(bounds: [Double]) {
        self.bounds = Array(bounds.prefix(Self.bucketLimit - 1))
    }

    func record(_ value: Int64) {
        record(Double(value))
    }

    func record(_ value: Double) {
        guard value.isFinite else { return }
        let index = bounds.firstIndex { value <= $0 } ?? bounds.count
        buckets[index].wrappingAdd(1, ordering: .relaxed)
        total.add(value)
    }

    func recordNanoseconds(_ duration: Int64) {
        record(Double(duration) / 1e9)
    }

    /// The sum of the observations. Taken on its own, it may be ahead of or behind the counts by what is being recorded.
    var sum: Double { total.value }

    /// The number of observations up to each bound, and last of all of them.
    var cumulativeCounts: [Int64] {
        var count: Int64 = 0
        return (0...bounds.count).map { index in
            count += buckets[index].load(ordering: .relaxed)
            return count
        }
    }
}

extension HistogramSeries {
    /// Bounds for durations in seconds, from a call inside a machine to a request's deadline.
    static let durationBounds: [Double] = [
        0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    /// Bounds for sizes and counts.
    static let sizeBounds: [Double] = [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 1_000_000, 10_000_000,
    ]
}
