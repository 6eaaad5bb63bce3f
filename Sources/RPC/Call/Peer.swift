public import NIOCore

/// The other end of a connection, made once for all of its calls.
public final class Peer: Sendable {
    /// Where it is; nil for a caller within the process.
    public let address: SocketAddress?
    /// Who it proved to be by its certificate; nil on plain text, and where no certificate is asked for.
    public let identity: PeerIdentity?

    /// A peer, as the runtime makes it and tests may.
    public init(address: SocketAddress? = nil, identity: PeerIdentity? = nil) {
        self.address = address
        self.identity = identity
    }

    /// A caller within the process.
    public static let inProcess = Peer()
}
