public import NIOCore

/// The limits of one ``Loader``.
public struct LoaderConfiguration: Sendable, Hashable {
    /// The loader's name in metrics and errors.
    public let name: String
    /// The most keys that one call of the fetch function gets; fewer while full batches take longer than
    /// `targetBatchDuration`, but for a single load of so many, which stays whole.
    public let maximumBatchSize: Int
    /// How many batches are sent without waiting for another to come back, at first: fewer, at least one, while the
    /// round trip is inflated (unless batches hold one key), and up to `maximumSlots` while full batches wait and it is not.
    public let slots: Int
    /// The most that `slots` grows to.
    public let maximumSlots: Int
    /// The most calls of the fetch function at any moment, counting those that stalled and gave up their slot.
    public let maximumBatchesInFlight: Int
    /// The most keys that callers wait for at any moment; a load beyond it fails at once.
    public let maximumWaitingKeys: Int

    /// How long a call is assumed to take until the first has come back. Calls that take much longer count as stalled:
    /// they give up their slot, and nobody joins them any more.
    public let initialRoundTrip: TimeAmount

    /// How long a full batch may take before batches become smaller: the slowest key delays all others.
    public let targetBatchDuration: TimeAmount
    /// Whether keys that are equal are fetched once. Without, each load fetches for itself.
    public let deduplicatesKeys: Bool

    /// The largest batch that may be configured.
    public static let batchSizeLimit = 512

    /// Checks and keeps the limits.
    ///
    /// Without `maximumSlots`, slots grow to four; without `maximumBatchesInFlight`, it is 16; or `slots` if that is more.
    ///
    /// - Throws: ``LoaderConfigurationError`` that names the first limit out of range.
    public init(
        name: String,
        maximumBatchSize: Int = 100,
        slots: Int = 2,
        maximumSlots: Int? = nil,
        maximumBatchesInFlight: Int? = nil,
        maximumWaitingKeys: Int = 65_536,
        initialRoundTrip: TimeAmount = .milliseconds(5),
        targetBatchDuration: TimeAmount = .milliseconds(20),
        deduplicatesKeys: Bool = true
    ) throws(LoaderConfigurationError) {
        self.name = name
        self.maximumBatchSize = try Self.checked(maximumBatchSize, "maximumBatchSize", 1...Self.batchSizeLimit)
        self.slots = try Self.checked(slots, "slots", 1...maximumBatchesInFlightLimit)
        self.maximumBatchesInFlight = try Self.checked(
            maximumBatchesInFlight ?? max(slots, 16), "maximumBatchesInFlight", slots...maximumBatchesInFlightLimit)
        self.maximumSlots = try Self.checked(
            maximumSlots ?? min(max(slots, 4), self.maximumBatchesInFlight), "maximumSlots",
            slots...self.maximumBatchesInFlight)
        self.maximumWaitingKeys = try Self.checked(maximumWaitingKeys, "maximumWaitingKeys", 1...Int(Int32.max))
        self.initialRoundTrip = initialRoundTrip
        self.targetBatchDuration = targetBatchDuration
        self.deduplicatesKeys = deduplicatesKeys
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
