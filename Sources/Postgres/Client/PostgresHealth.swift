/// How the client stands with its server.
public struct PostgresHealth: Sendable, Equatable {
    /// How many connections are open.
    public internal(set) var connectedConnections = 0
    /// How many there should be.
    public internal(set) var configuredConnections = 0
    /// Why a connection last failed; nil once all are open.
    public internal(set) var lastError: PostgresError?
    /// How long the latest statement took, from sending it to its answer.
    public internal(set) var lastRoundTrip: Duration?

    /// True if a call could be sent now.
    public var isAvailable: Bool { connectedConnections > 0 }
}
