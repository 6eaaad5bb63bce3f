import FoundationEssentials

/// The keys that an issuer signs tokens with (RFC 7517, section 5).
struct TokenKeys: Sendable {
    /// The largest set that is read, in bytes.
    static let byteLimit = 256 << 10
    /// The most keys that are read of a set.
    static let countLimit = 100

    private struct Document: Decodable {
        /// A key of a kind that is not known must not cost the others.
        struct Entry: Decodable {
            let key: PublicKey?

            init(from decoder: any Decoder) {
                key = try? PublicKey(from: decoder)
            }
        }

        let keys: [Entry]
    }

    private let keys: [TokenKey]

    init(_ keys: [TokenKey]) {
        self.keys = keys
    }

    /// Reads a JSON Web Key Set.
    ///
    /// - Throws: ``TokenKeysError`` where it is none, or holds no key that can be used.
    init(json: [UInt8]) async throws(TokenKeysError) {
        guard json.count <= Self.byteLimit else { throw .tooLarge }
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(json)) else { throw .malformed }
        guard document.keys.count <= Self.countLimit else { throw .tooLarge }
        var keys: [TokenKey] = []
        for entry in document.keys {
            if let key = await entry.key?.tokenKey() { keys.append(key) }
        }
        guard !keys.isEmpty else { throw .noUsableKey }
        self.keys = keys
    }

    /// The key that a token names; nil where it is not among these. A token that names none is matched with the only key
    /// of its algorithm.
    func key(for token: SignedToken) throws(TokenRefusal) -> TokenKey? {
        if let id = token.keyID { return keys.first { $0.id == id } }
        let candidates = keys.filter { $0.algorithm.name == token.algorithm }
        guard let key = candidates.first else { throw .wrongAlgorithm }
        guard candidates.count == 1 else { throw .noKeyNamed }
        return key
    }
}
