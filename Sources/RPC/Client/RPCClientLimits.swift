/// What a client takes on at most. Beyond it, calls fail with RESOURCE_EXHAUSTED.
public struct RPCClientLimits: Sendable {
    /// Calls in flight on one connection. 16,384.
    public var callsPerConnection = 16_384
    /// Calls that wait for a connection. 4,096.
    public var waitingCalls = 4096
    /// Bytes of one stream's messages that wait to be read, except for a single message. 8 MiB, which only servers
    /// without flow control come near.
    public var unreadBytesPerStream = 8 * 1024 * 1024
    /// When a connection is given up.
    public var connection = ConnectionLimits()

    /// The defaults.
    public init() {}
}
