/// What a server takes on at most. Beyond it, connections are closed and calls refused with RESOURCE_EXHAUSTED.
public struct RPCServerLimits: Sendable {
    /// Connections. 10,000.
    public var connections = 10_000
    /// Handlers that run on behalf of one connection. 1,024.
    public var callsPerConnection = 1024
    /// Handlers that run in all. 8,192.
    public var calls = 8192
    /// Handlers of single methods, beside the other limits: so that a slow method can't take all of them.
    public var callsByMethod: [MethodDescriptor: Int] = [:]
    /// Bytes of the requests whose handlers run, in all, with everything that came in their frames. 256 MiB.
    public var requestBytes = 256 * 1024 * 1024
    /// When a connection is given up.
    public var connection = ConnectionLimits()

    /// The defaults.
    public init() {}
}
