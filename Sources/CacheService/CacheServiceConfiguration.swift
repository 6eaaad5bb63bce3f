/// The limits of the cache service.
public struct CacheServiceConfiguration: Sendable, Hashable {
    /// Bytes of memory for entries, with their keys and bookkeeping.
    public var memoryByteLimit: Int
    /// The most bytes of one value; larger ones are refused.
    public var valueByteLimit: Int

    /// Keeps the limits.
    ///
    /// - Parameters:
    ///   - memoryByteLimit: At least 1; the default is 128 MiB.
    ///   - valueByteLimit: At most what fits into a message with its key; the default is 1 MiB.
    public init(memoryByteLimit: Int = 128 << 20, valueByteLimit: Int = 1 << 20) {
        precondition(memoryByteLimit > 0 && valueByteLimit > 0, "limits are positive")
        self.memoryByteLimit = memoryByteLimit
        self.valueByteLimit = valueByteLimit
    }
}
