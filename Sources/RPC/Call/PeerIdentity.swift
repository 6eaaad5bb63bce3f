/// Who a peer is by its certificate, which an authority has signed that this side trusts.
public struct PeerIdentity: Sendable, Hashable {
    /// The common name of the certificate's subject; nil when it has none.
    public let commonName: String?
    /// The URIs that the certificate is for, such as a SPIFFE id.
    public let uris: [String]
    /// The DNS names that the certificate is for; one may be a wildcard.
    public let dnsNames: [String]

    /// An identity, as the runtime makes it and tests may.
    public init(commonName: String?, uris: [String] = [], dnsNames: [String] = []) {
        self.commonName = commonName
        self.uris = uris
        self.dnsNames = dnsNames
    }
}
