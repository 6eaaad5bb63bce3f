public import NIOCore

/// Where a client finds a service, and how it keeps in touch with it.
public struct RPCClientConfiguration: Sendable {
    /// The addresses of the service's replicas. A name stands for as many as it has addresses.
    public var addresses: [RPCAddress]
    /// What finds the addresses of names. The system's way.
    public var resolver: any NameResolver = SystemNameResolver()
    /// How long what a name stands for is taken to be true, unless a connection is lost. 30 s.
    public var resolutionInterval = TimeAmount.seconds(30)
    /// Connections to each replica. 1, which carries any number of calls at once.
    public var connectionsPerAddress = 1
    /// What the connections are protected by; nil means plain text.
    public var tls: ClientTLS?
    /// Whether the client may speak plain text with other machines, because the network itself is protected. No: then
    /// it does not connect to such an address, or to one that a name is resolved to.
    public var allowsPlaintextBeyondLoopback = false
    /// The longest that an attempt to connect may take. 1 s.
    public var connectTimeout = TimeAmount.seconds(1)
    /// The waits between attempts.
    public var backoff = Backoff()
    /// When failed calls are made again.
    public var retry = RetryPolicy()
    /// When an endpoint that fails is left alone.
    public var ejection = EjectionPolicy()
    /// What the client takes on at most.
    public var limits = RPCClientLimits()
    /// How long calls in flight may go on when the client shuts down. 5 s.
    public var drainPeriod = Duration.seconds(5)

    /// The defaults, for these addresses.
    public init(addresses: [RPCAddress]) {
        self.addresses = addresses
    }
}
