/// What a server does and has done since it was made.
public struct RPCServerStatistics: Sendable, Hashable {
    /// Connections that are open.
    public let openConnections: Int
    /// Connections that were accepted.
    public let acceptedConnections: Int
    /// Connections that were closed at once, because there were enough.
    public let refusedConnections: Int
    /// Handlers that run.
    public let callsInFlight: Int
    /// Calls whose handler was started.
    public let startedCalls: Int
    /// Calls that were refused before they ran.
    public let refusedCalls: Int
}
