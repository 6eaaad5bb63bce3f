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

    /// - Parameter expiry: in seconds since 1970.
    static func text(_ identity: Identity, expiry: Int64, key: SymmetricKey) -> String {
        var payload = [version, identity.role.code]
        payload.reserveCapacity(length)
        withUnsafeBytes(of: identity.userID.uuid) { payload.append(contentsOf: $0) }
        withUnsafeBytes(of: expiry.bigEndian) { payload.append(contentsOf: $0) }
        let code = HMAC<SHA256>.authenticationCode(for: purpose + payload, using: key)
        return Base64URL.encode(payload + code)
    }

    /// The identity in a text that one of the keys has signed, with the end of its validity; nil in all other cases.
    static func verified(_ text: String, keys: [SymmetricKey]) -> (identity: Identity, expiry: Int64)? {
        guard let bytes = Base64URL.decode(text), bytes.count == length else { return nil }
        let payload = bytes.prefix(payloadLength)
        let code = bytes.suffix(SHA256.byteCount)
        let isSigned = keys.contains { key in
            HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: purpose + payload, using: key)
        }
        guard isSigned, payload[0] == version, let role = Role(code: payload[1]) else { return nil }
        let expiry = payload[18...].reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        return (Identity(userID: UUID(bytes: Array(payload[2..<18])), role: role), Int64(bitPattern: expiry))
    }
}
