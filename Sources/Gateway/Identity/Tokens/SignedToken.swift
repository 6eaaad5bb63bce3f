import FoundationEssentials
import ServiceKit

/// A JWT in the compact form (RFC 7519, RFC 7515), taken apart; nothing of it is believed yet.
struct SignedToken {
    /// The JOSE header, as far as it matters here.
    private struct Header: Decodable {
        let alg: String
        let kid: String?
        let crit: [String]?
    }

    let algorithm: String
    let keyID: String?
    /// The bytes that the signature is over.
    let signedBytes: [UInt8]
    let payload: [UInt8]
    let signature: [UInt8]

    init(_ text: String) throws(TokenRefusal) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2]),
            let header = try? JSONDecoder().decode(Header.self, from: Data(header))
        else { throw .malformed }
        // What is marked as critical must be understood, and nothing that can be is supported.
        guard header.crit == nil else { throw .criticalHeader }
        algorithm = header.alg
        keyID = header.kid
        signedBytes = Array(text.utf8.dropLast(parts[2].utf8.count + 1))
        self.payload = payload
        self.signature = signature
    }
}
