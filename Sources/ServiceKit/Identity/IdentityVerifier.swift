internal import Crypto
public import RPC

/// Tells a service who makes a call. It believes signatures only: anybody can send metadata.
public struct IdentityVerifier: Sendable {
    private let codes: [HMAC<SHA256>]

    /// - Parameter keys: any of them may have signed; with none nobody is believed.
    public init(keys: [SecretBytes]) {
        codes = keys.map { SignedIdentity.beginCode(key: SymmetricKey(data: $0.revealed)) }
    }

    /// Who makes the call.
    ///
    /// - Throws: UNAUTHENTICATED where the call carries no identity, several, one that is not signed with one of the
    ///   keys, or one that has expired.
    public func identity(of context: CallContext) throws(Status) -> Identity {
        let texts = context.metadata.values(for: SignedIdentity.metadataKey)
        guard let text = texts.first else { throw .unauthenticated("this call needs an identity") }
        guard texts.count == 1 else { throw .unauthenticated("a call has one identity") }
        return try verify(text)
    }

    /// - Parameter now: in seconds since 1970.
    func verify(_ text: String, now: Int64 = WallClock.seconds()) throws(Status) -> Identity {
        guard let (identity, expiry) = SignedIdentity.verified(text, codes: codes) else {
            throw .unauthenticated("the identity is not signed with a key of this service")
        }
        guard now < expiry else { throw .unauthenticated("the identity has expired") }
        return identity
    }
}

extension IdentityVerifier {
    /// The verifier with the settings' keys.
    ///
    /// - Throws: `SettingError` for a key that can't be used.
    public init(_ settings: SettingsReader) throws(SettingError) {
        self.init(keys: try settings.value(Settings.identityKey) ?? [])
    }
}

extension Status {
    fileprivate static func unauthenticated(_ message: String) -> Status {
        Status(code: .unauthenticated, message: message)
    }
}
