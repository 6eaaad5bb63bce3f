/// What a client takes on at most. Beyond it, calls fail with RESOURCE_EXHAUSTED.
public struct RPCClientLimits: Sendable {
    /// Calls in flight on one connection. 16,384.
    public var callsPerConnection = 16_384
    /// Calls that wait for a connection. 1,024, as many as a server takes at once by default on the first that is
    /// there: it would refuse the others.
    public var waitingCalls = RPCServerLimits().callsPerConnection
    /// Bytes of one stream's messages that wait to be read, except for a single message. 8 MiB, which only servers
    /// without flow control come near.
    public var unreadBytesPerStream = 8 * 1024 * 1024
    /// When a connection is given up.
    public var connection = ConnectionLimits()
    /// After this stream id a connection is replaced; half of the ids are left to calls that come before it is.
    var lastUsableStreamID: UInt32 = 1 << 31

    /// The defaults.
    public init() {}
}
