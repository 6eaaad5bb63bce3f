/// A limit of a ``LoaderConfiguration`` that makes no sense.
public struct LoaderConfigurationError: Error, Hashable, CustomStringConvertible {
    /// The name of the limit.
    public let limit: String
    /// What it was set to.
    public let value: Int
    /// What it may be set to.
    public let allowed: ClosedRange<Int>

    /// The limit, its value and what is allowed, in words.
    public var description: String {
        "\(limit) is \(value), but must be in \(allowed.lowerBound)...\(allowed.upperBound)"
    }
}
