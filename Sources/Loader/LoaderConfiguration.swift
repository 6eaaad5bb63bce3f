/// The limits of one ``Loader``.
public struct LoaderConfiguration: Sendable, Hashable {
    /// The loader's name in metrics and errors.
    public let name: String
    /// The most keys that one call of the fetch function gets.
    public let maximumBatchSize: Int
    /// How many batches are sent without waiting for another to come back.
    public let slots: Int
    /// The most calls of the fetch function at any moment, counting those that stalled and gave up their slot.
    public let maximumBatchesInFlight: Int
    /// The most keys that callers wait for at any moment; a load beyond it fails at once.
    public let maximumWaitingKeys: Int

    /// How long a call is assumed to take until the first has come back. Calls that take much longer count as stalled:
    /// they give up their slot, and nobody joins them any more.
    public let initialRoundTrip: Duration

    /// The largest batch that may be configured.
    public static let batchSizeLimit = 512

    /// Checks and keeps the limits.
    ///
    /// - Throws: ``LoaderConfigurationError`` that names the first limit out of range.
    public init(
        name: String,
        maximumBatchSize: Int = 100,
        slots: Int = 2,
        maximumBatchesInFlight: Int = 16,
        maximumWaitingKeys: Int = 65_536,
        initialRoundTrip: Duration = .milliseconds(5)
    ) throws(LoaderConfigurationError) {
        self.name = name
        self.maximumBatchSize = try Self.checked(maximumBatchSize, "maximumBatchSize", 1...Self.batchSizeLimit)
        self.slots = try Self.checked(slots, "slots", 1...maximumBatchesInFlightLimit)
        self.maximumBatchesInFlight = try Self.checked(
            maximumBatchesInFlight, "maximumBatchesInFlight", slots...maximumBatchesInFlightLimit)
        self.maximumWaitingKeys = try Self.checked(maximumWaitingKeys, "maximumWaitingKeys", 1...Int(Int32.max))
        self.initialRoundTrip = initialRoundTrip
    }

    private static func checked(
        _ value: Int, _ name: String, _ range: ClosedRange<Int>
    ) throws(LoaderConfigurationError) -> Int {
        guard range.contains(value) else {
            throw LoaderConfigurationError(limit: name, value: value, allowed: range)
        }
        return value
    }
}

/// The scheduler looks through the batches in flight one by one, so they stay few.
private let maximumBatchesInFlightLimit = 64
