internal import Metrics

/// A sum of fractional amounts that only grows.
final class FloatingPointCounterSeries: FloatingPointCounterHandler {
    private let sum = AtomicDouble()

    var value: Double { sum.value }

    func increment(by amount: Double) {
        guard amount.isFinite, amount > 0 else { return }
        sum.add(amount)
    }

    func reset() {
        sum.store(0)
    }
}
