public import NIOCore

/// When a connection is given up although the other side has not closed it. Both sides have such limits.
public struct ConnectionLimits: Sendable {
    /// The longest that a frame may take from its first byte to its last. 30 s.
    public var frameTimeout = TimeAmount.seconds(30)
    /// The longest that the other side may leave bytes unread that were sent to it. 30 s.
    public var writeTimeout = TimeAmount.seconds(30)
    /// The longest that nothing may happen on a connection: no call is in flight, nothing received, nothing written. It
    /// may be noticed when twice as long has passed. A server then asks a client with the extensions to go, which has the
    /// ``keepaliveTimeout`` to do so; others are closed. nil means for ever.
    public var idleTimeout: TimeAmount?
    /// A client with calls in flight that has heard nothing for so long asks whether anyone is there. 10 s. Only
    /// peers with the extensions are asked; for others TCP's own means must do.
    public var keepaliveInterval = TimeAmount.seconds(10)
    /// The longest to wait, after asking, for any sign of life. 20 s, since a healthy peer may be busy reading.
    public var keepaliveTimeout = TimeAmount.seconds(20)
    /// The most bytes that wait to be written. Beyond it a client refuses calls and a server replies, one by one, with
    /// RESOURCE_EXHAUSTED; a server closes the connection when even refusals make an eighth more of it. 32 MiB.
    public var outboundByteLimit = 32 * 1024 * 1024

    /// The defaults.
    public init() {}
}
