internal import Metrics

/// A value that rises and falls: what swift-metrics calls a meter, a gauge or a recorder that doesn't aggregate.
final class GaugeSeries: MeterHandler, RecorderHandler {
    private let current = AtomicDouble()

    var value: Double { current.value }

    func set(_ value: Int64) { current.store(Double(value)) }
    func set(_ value: Double) { current.store(value) }
    func increment(by amount: Double) { current.add(amount) }
    func decrement(by amount: Double) { current.add(-amount) }
    func record(_ value: Int64) { set(value) }
    func record(_ value: Double) { set(value) }
}
