/// The state of a client's connections at one moment.
public struct RedisHealth: Sendable, Hashable {
    /// Connections that can serve a command.
    public let connected: Int
    /// Connections that the client keeps when all is well.
    public let connections: Int
    /// The time that the latest reply took, from the write of its command; nil before the first.
    public let lastRoundTrip: Duration?
    /// Why a connection is missing: the latest failure of one that is not connected. Fit for logs.
    public let lastError: String?
}
