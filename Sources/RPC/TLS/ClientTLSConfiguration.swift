public import NIOCore
internal import NIOSSL

/// Which servers a client trusts, and how it proves who it is itself. TLS 1.2 is the least that it speaks.
public struct ClientTLSConfiguration: Sendable, Hashable {
    /// The path of a PEM file with the authorities of which one must have signed the server's certificate.
    public var trustRoots: String
    /// The client's certificate and key, for servers that require one.
    public var identity: TLSIdentity?
    /// The name that the server's certificate must carry; nil means the host of the address. For a unix socket it is
    /// needed, since the address has no host.
    public var serverName: String?
    /// The longest that a handshake may take, after the connection is made. 5 s.
    public var handshakeTimeout = TimeAmount.seconds(5)
    /// How often the files are looked at, and read again when they have changed. 30 s.
    public var reloadInterval = Duration.seconds(30)

    /// The defaults, with this trust.
    public init(trustRoots: String, identity: TLSIdentity? = nil, serverName: String? = nil) {
        self.trustRoots = trustRoots
        self.identity = identity
        self.serverName = serverName
    }
}

extension ClientTLSConfiguration {
    var files: [String] { [trustRoots] + (identity?.files ?? []) }

    func load() throws(TLSFileError) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(try TLSFileError.certificates(in: trustRoots))
        if let identity {
            configuration.certificateChain = try identity.loadCertificates()
            configuration.privateKey = try identity.loadKey()
        }
        return configuration
    }
}
