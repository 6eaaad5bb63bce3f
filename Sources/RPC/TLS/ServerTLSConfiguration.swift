public import NIOCore
internal import NIOSSL

/// How a server proves who it is, and whom it lets in. TLS 1.2 is the least that it speaks.
public struct ServerTLSConfiguration: Sendable, Hashable {
    /// Which clients are let in.
    public enum ClientVerification: Sendable, Hashable {
        /// All; they are asked for no certificate.
        case none
        /// Those with a certificate that one of these authorities has signed: a PEM file's path. Mutual TLS.
        case required(trustRoots: String)
    }

    /// The server's certificate and key.
    public var identity: TLSIdentity
    /// Which clients are let in.
    public var clientVerification: ClientVerification
    /// The longest that a handshake may take. 5 s.
    public var handshakeTimeout = TimeAmount.seconds(5)
    /// How often the files are looked at, and read again when they have changed. 30 s.
    public var reloadInterval = Duration.seconds(30)

    /// The defaults, with this identity.
    public init(identity: TLSIdentity, clientVerification: ClientVerification) {
        self.identity = identity
        self.clientVerification = clientVerification
    }
}

extension ServerTLSConfiguration {
    var files: [String] {
        switch clientVerification {
        case .none: identity.files
        case .required(let trustRoots): identity.files + [trustRoots]
        }
    }

    func load() throws(TLSFileError) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try identity.loadCertificates(), privateKey: try identity.loadKey())
        if case .required(let trustRoots) = clientVerification {
            // The name of a client is the handlers' to judge: only its certificate is checked here.
            configuration.certificateVerification = .noHostnameVerification
            configuration.trustRoots = .certificates(try TLSFileError.certificates(in: trustRoots))
        }
        return configuration
    }
}
