import NIOCore

/// Where Redis is, and the limits of a ``RedisClient``.
public struct RedisConfiguration: Sendable, Hashable {
    /// The server and the credentials.
    public var endpoint: RedisEndpoint
    /// Connections that are kept open.
    public var connections: Int
    /// The most time for connecting, with the handshake.
    public var connectTimeout: Duration
    /// The most time for a reply. A connection on which one takes longer is closed: commands that block on purpose are
    /// not for this client.
    public var commandTimeout: Duration
    /// Calls that a connection has under way at most; more are refused.
    public var callLimit: Int
    /// Bytes of the commands that a connection has under way at most; more are refused.
    public var commandByteLimit: Int
    /// The most bytes of all strings of one reply; a larger one closes the connection.
    public var replyByteLimit: Int
    /// The most elements of all arrays of one reply; more close the connection.
    public var replyElementLimit: Int

    /// Keeps the limits.
    public init(
        endpoint: RedisEndpoint,
        connections: Int = 2,
        connectTimeout: Duration = .seconds(1),
        commandTimeout: Duration = .milliseconds(500),
        callLimit: Int = 8_192,
        commandByteLimit: Int = 64 << 20,
        replyByteLimit: Int = 128 << 20,
        replyElementLimit: Int = 4 << 20
    ) {
        precondition(connections > 0, "a client needs at least one connection")
        self.endpoint = endpoint
        self.connections = connections
        self.connectTimeout = connectTimeout
        self.commandTimeout = commandTimeout
        self.callLimit = callLimit
        self.commandByteLimit = commandByteLimit
        self.replyByteLimit = replyByteLimit
        self.replyElementLimit = replyElementLimit
    }
}

extension RedisConfiguration {
    /// Few: they wait for one attempt to connect.
    private static let callsBeforeFirstConnection = 128

    var commandLimits: CommandLimits {
        CommandLimits(
            calls: callLimit, callsBeforeFirstConnection: Self.callsBeforeFirstConnection, bytes: commandByteLimit,
            commandTimeout: TimeAmount(commandTimeout))
    }

    var replyLimits: ReplyLimits {
        ReplyLimits(bytes: replyByteLimit, elements: replyElementLimit)
    }
}
