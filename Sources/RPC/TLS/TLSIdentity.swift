internal import NIOSSL

/// Who this side of a connection is: a certificate and its key, as files.
public struct TLSIdentity: Sendable, Hashable {
    /// The path of a PEM file with the certificate, followed by the intermediate ones if there are any.
    public var certificateChain: String
    /// The path of a PEM file with the certificate's key, without a passphrase.
    public var privateKey: String

    /// An identity in these files.
    public init(certificateChain: String, privateKey: String) {
        self.certificateChain = certificateChain
        self.privateKey = privateKey
    }
}

extension TLSIdentity {
    var files: [String] { [certificateChain, privateKey] }

    func loadCertificates() throws(TLSFileError) -> [NIOSSLCertificateSource] {
        try TLSFileError.certificates(in: certificateChain).map { .certificate($0) }
    }

    func loadKey() throws(TLSFileError) -> NIOSSLPrivateKeySource {
        .privateKey(
            try TLSFileError.reading(privateKey, "key") { try NIOSSLPrivateKey(file: privateKey, format: .pem) })
    }
}
