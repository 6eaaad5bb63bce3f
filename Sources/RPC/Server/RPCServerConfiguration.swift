public import NIOCore

/// How a server listens, what it takes on, and how it ends.
public struct RPCServerConfiguration: Sendable {
    /// Where it listens. A socket file left behind by a server that crashed is replaced.
    public var address: RPCAddress
    /// What the connections are protected by; nil means plain text.
    public var tls: ServerTLS?
    /// Whether the server may listen in plain text for other machines, because the network itself is protected. No.
    public var allowsPlaintextBeyondLoopback = false
    /// What it takes on at most.
    public var limits = RPCServerLimits()
    /// How old a connection may get, give or take a tenth; then its client is asked to make another one, so that load
    /// finds its way to new replicas. Only clients that know the extensions are asked. nil means any age. 30 min.
    public var maximumConnectionAge: TimeAmount? = .minutes(30)
    /// How long the calls of a connection that is too old may go on; then they are cut off. 5 min.
    public var connectionAgeGrace = TimeAmount.minutes(5)
    /// How long calls in flight may go on when the server shuts down; then they are cut off. 10 s.
    public var drainPeriod = Duration.seconds(10)
    /// How long connections stay open after the shutdown began, though nothing is in flight on them, to answer
    /// UNAVAILABLE to the calls of clients that could not know yet. 100 ms.
    public var drainLinger = Duration.milliseconds(100)

    /// The defaults, at this address.
    public init(address: RPCAddress) {
        self.address = address
    }
}
