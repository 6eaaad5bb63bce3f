internal import Glibc

/// The logarithmic axis of a plot: whole powers of ten around the values.
struct LatencyRange: Equatable {
    private let exponents: ClosedRange<Int>

    /// - Parameter values: in milliseconds; what is below a microsecond counts as one.
    init(_ values: ClosedRange<Double>) {
        let lower = Int(log10(max(0.001, values.lowerBound)).rounded(.down))
        let upper = Int(log10(max(0.001, values.upperBound)).rounded(.up))
        exponents = lower...max(lower + 1, upper)
    }

    /// The powers of ten.
    var ticks: [Double] { exponents.map { pow(10, Double($0)) } }

    /// From 0, at the lower end, to 1.
    func position(of value: Double) -> Double {
        let exponent = log10(max(0.001, value)) - Double(exponents.lowerBound)
        return min(1, max(0, exponent / Double(exponents.count - 1)))
    }
}
