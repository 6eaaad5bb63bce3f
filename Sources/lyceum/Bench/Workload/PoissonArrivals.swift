internal import Glibc

/// The times at which requests are due: a Poisson process, as many independent users make it.
///
/// The gaps are exponentially distributed: the inverse of their distribution function of a uniform number (Devroye,
/// Non-Uniform Random Variate Generation, 1986).
struct PoissonArrivals {
    private let rate: Double
    private var generator: SplitMix64
    private var seconds = 0.0

    /// - Parameter rate: arrivals per second on average, more than 0.
    init(rate: Double, seed: UInt64) {
        self.rate = rate
        generator = SplitMix64(seed: seed)
    }

    /// The next arrival, since the start.
    mutating func next() -> Duration {
        seconds -= log1p(-Double.random(in: 0..<1, using: &generator)) / rate
        return .seconds(seconds)
    }
}
