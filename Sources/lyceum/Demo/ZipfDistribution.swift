internal import Glibc

/// Picks small numbers often and large ones rarely: n with a probability in proportion to 1 / (n + 1)^exponent.
struct ZipfDistribution {
    private let cumulative: [Double]

    /// A distribution of the numbers below `count`, which is at least 1.
    init(count: Int, exponent: Double) {
        var sum = 0.0
        cumulative = (1...count).map { rank in
            sum += 1 / pow(Double(rank), exponent)
            return sum
        }
    }

    func sample(using generator: inout SplitMix64) -> Int {
        let target = Double.random(in: 0..<1, using: &generator) * (cumulative.last ?? 0)
        var range = 0..<(cumulative.count - 1)
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range = cumulative[middle] <= target ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }
}
