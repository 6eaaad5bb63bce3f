internal import NIOSSL

extension PeerIdentity {
    /// What a certificate says of its holder.
    init(_ certificate: NIOSSLCertificate) {
        var uris: [String] = []
        var dnsNames: [String] = []
        for name in certificate._subjectAlternativeNames() {
            switch name.nameType {
            case .uri: uris.append(String(decoding: name.contents, as: UTF8.self))
            case .dnsName: dnsNames.append(String(decoding: name.contents, as: UTF8.self))
            default: break
            }
        }
        let commonName = certificate.subjectName.first { $0.type == .commonName }?.value
        self.init(commonName: commonName, uris: uris, dnsNames: dnsNames)
    }
}
