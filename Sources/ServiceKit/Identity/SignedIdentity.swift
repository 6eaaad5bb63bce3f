internal import Crypto
internal import FoundationEssentials

/// An identity as it travels between processes: base64url of 26 bytes and their HMAC-SHA256 (RFC 2104).
///
/// The bytes are a version, the role, the user's id, and the end of validity in seconds since 1970, big-endian.
enum SignedIdentity {
    /// The key of the metadata entry.
    static let metadataKey = "lyceum-identity"

    private static let version: UInt8 = 1
    private static let payloadLength = 26
    private static let length = payloadLength + SHA256.byteCount
    /// Keeps a key that signs something else, too, from signing an identity by accident.
    private static let purpose = Array("lyceum-identity\0".utf8)

    /// What the codes of all identities begin with, which is worked out once for each key.
    static func beginCode(key: SymmetricKey) -> HMAC<SHA256> {
        var code = HMAC<SHA256>(key: key)
        code.update(data: purpose)
        return code
    }

    /// - Parameters:
    ///   - expiry: in seconds since 1970.
    ///   - code: begun with the key.
    static func text(_ identity: Identity, expiry: Int64, code: HMAC<SHA256>) -> String {
        var payload = [version, identity.role.code]
        payload.reserveCapacity(length)
        withUnsafeBytes(of: identity.userID.uuid) { payload.append(contentsOf: $0) }
        withUnsafeBytes(of: expiry.bigEndian) { payload.append(contentsOf: $0) }
        return Base64URL.encode(payload + code.finished(with: payload))
    }

    /// The identity in a text that one of the keys has signed, with the end of its validity; nil in all other cases.
    ///
    /// - Parameter codes: begun with the keys.
    static func verified(_ text: String, codes: [HMAC<SHA256>]) -> (identity: Identity, expiry: Int64)? {
        guard let bytes = Base64URL.decode(text), bytes.count == length else { return nil }
        let payload = bytes.prefix(payloadLength)
        let code = bytes.suffix(SHA256.byteCount)
        // Such codes are compared in a time that tells nothing of them.
        let isSigned = codes.contains { $0.finished(with: payload) == code }
        guard isSigned, payload[0] == version, let role = Role(code: payload[1]) else { return nil }
        let expiry = payload[18...].reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        return (Identity(userID: UUID(bytes: Array(payload[2..<18])), role: role), Int64(bitPattern: expiry))
    }
}

extension HMAC {
    /// The code of what has been added, and of this behind it.
    fileprivate func finished(with data: some DataProtocol) -> MAC {
        var code = self
        code.update(data: data)
        return code.finalize()
    }
}
