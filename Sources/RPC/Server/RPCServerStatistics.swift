/// What a server does and has done since it was made.
public struct RPCServerStatistics: Sendable, Hashable {
    /// Connections that are open.
    public let openConnections: Int
    /// Connections that were accepted.
    public let acceptedConnections: Int
    /// Connections that were closed at once, because there were enough.
    public let refusedConnections: Int
    /// Connections that were closed for new ones, because there were enough and they had brought no call.
    public let displacedConnections: Int
    /// Handlers that run.
    public let callsInFlight: Int
    /// Calls whose handler was started.
    public let startedCalls: Int
    /// Calls that were refused before they ran.
    public let refusedCalls: Int
}
