internal import Crypto
public import RPC

/// Vouches to services for who makes a request.
public struct IdentitySigner: Sendable {
    /// How long a signature holds: longer than a request may wait on its way, too short to be of use to who finds it.
    static let lifetimeSeconds: Int64 = 60

    private let code: HMAC<SHA256>

    /// - Parameter key: the services' too; at least 32 bytes.
    public init(key: SecretBytes) {
        code = SignedIdentity.beginCode(key: SymmetricKey(data: key.revealed))
    }

    /// The options of a call on behalf of a user.
    public func options(deadline: Deadline, for identity: Identity) -> CallOptions {
        CallOptions(deadline: deadline, metadata: [SignedIdentity.metadataKey: sign(identity)])
    }

    /// - Parameter now: in seconds since 1970.
    func sign(_ identity: Identity, now: Int64 = WallClock.seconds()) -> String {
        SignedIdentity.text(identity, expiry: now + Self.lifetimeSeconds, code: code)
    }
}

extension IdentitySigner {
    /// The signer with the first of the settings' keys; nil where there is none.
    ///
    /// - Throws: `SettingError` for a key that can't be used.
    public init?(_ settings: SettingsReader) throws(SettingError) {
        guard let key = try settings.value(Settings.identityKey)?.first else { return nil }
        self.init(key: key)
    }
}
