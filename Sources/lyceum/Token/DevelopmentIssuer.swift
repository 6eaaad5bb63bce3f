internal import Crypto
internal import FoundationEssentials
internal import ServiceKit
internal import SystemPackage

/// Issues bearer tokens for development, with an Ed25519 key that an installation makes for itself (RFC 8037).
struct DevelopmentIssuer: Sendable {
    /// The issuer and the audience where the settings name none.
    static let defaultName = "lyceum"
    /// The secret key, which only its owner can read.
    static let keyFile = "token.key"
    /// The public key, for the gateway.
    static let keySetFile = "token-keys.json"

    let issuer: String
    let audience: String
    let roleClaim: String
    private let key: Curve25519.Signing.PrivateKey

    /// - Parameter directory: keeps the key, made now if it was not made before.
    /// - Throws: `Errno`, `SettingError`, or `CryptoKitError` for a file that somebody changed.
    init(in directory: FilePath, _ settings: SettingsReader) throws {
        issuer = try settings.value(Settings.tokenIssuer) ?? Self.defaultName
        audience = try settings.value(Settings.tokenAudience) ?? Self.defaultName
        roleClaim = try settings.value(Settings.tokenRoleClaim)
        key = try Curve25519.Signing.PrivateKey(
            rawRepresentation: GeneratedSecret(Self.keyFile, in: directory).bytes)
    }

    /// The issuer of an installation that has a key already.
    ///
    /// - Throws: ``TokenFailure/noKey(stateDirectory:)``, and what reading the key throws.
    init(existingIn stateDirectory: String, _ settings: SettingsReader) throws {
        // Looked at first, since opening the folder would make one.
        guard FilePath(stateDirectory).appending(Self.keyFile).exists else {
            throw TokenFailure.noKey(stateDirectory: stateDirectory)
        }
        try self.init(in: StateDirectory(at: stateDirectory).path, settings)
    }

    /// The set of the public key (RFC 7517).
    var keySet: String {
        let x = Base64URL.encode(key.publicKey.rawRepresentation)
        return #"{"keys":[{"kty":"OKP","crv":"Ed25519","alg":"EdDSA","use":"sig","kid":"\#(keyID)","x":"\#(x)"}]}"#
    }

    /// A token for a user.
    ///
    /// - Parameters:
    ///   - lifetime: how long it is accepted.
    ///   - now: in seconds since 1970.
    func token(for identity: Identity, lifetime: Duration, now: Int64 = WallClock.seconds()) throws -> String {
        let claims: [String: ClaimValue] = [
            "iss": .text(issuer), "aud": .text(audience), "sub": .text(identity.userID.uuidString.lowercased()),
            "iat": .number(now), "exp": .number(now + lifetime.components.seconds),
            roleClaim: .text(identity.role.rawValue),
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let header = Data(#"{"alg":"EdDSA","kid":"\#(keyID)","typ":"JWT"}"#.utf8)
        let signed = Base64URL.encode(header) + "." + Base64URL.encode(try encoder.encode(claims))
        return signed + "." + Base64URL.encode(try key.signature(for: Data(signed.utf8)))
    }

    /// Another key has another one, so that gateways notice when a key was made anew.
    private var keyID: String {
        Base64URL.encode(SHA256.hash(data: key.publicKey.rawRepresentation).prefix(12))
    }
}

/// What a claim of our tokens holds.
private enum ClaimValue: Encodable {
    case text(String)
    case number(Int64)

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        }
    }
}
