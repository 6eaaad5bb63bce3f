import Logging
import NIOCore
import ServiceKit
import Stubs

/// What it takes to know who makes a request.
struct Authentication: Sendable {
    let tokens: TokenVerifier
    let signer: IdentitySigner
    let users: UserProvisioner

    /// Whom a token is about.
    ///
    /// - Throws: 401 for a token that is not accepted, 503 where there are no keys to judge it with.
    func caller(token: String, deadline: NIODeadline) async throws -> Caller {
        do {
            let user = try await tokens.verify(token, deadline: deadline)
            return Caller(user: user, signer: signer, users: users)
        } catch let refusal as TokenRefusal {
            throw Problem(refusal)
        }
    }
}

extension Authentication {
    /// As the settings say; nil where they name no keys, so that no tokens are accepted.
    ///
    /// - Throws: `SettingError`, also for a file of keys that can't be used.
    init?(_ settings: SettingsReader, leaderboard: LeaderboardServiceClient, logger: Logger) async throws {
        guard let source = try TokenKeySource(settings) else { return nil }
        let keys = TokenKeyStore(
            interval: try settings.value(Settings.tokenKeysRefresh), logger: logger
        ) { () async throws(TokenKeysError) in try await source.fetch() }
        if case .file = source {
            do throws(TokenKeysError) {
                try await keys.refresh()
            } catch {
                throw SettingError(name: Settings.tokenKeysFile.name, problem: "can't be used: \(error)")
            }
        }
        signer = try IdentitySigner(key: settings.required(Settings.identityKey)[0])
        users = try UserProvisioner(service: leaderboard, signer: signer, logger: logger)
        tokens = TokenVerifier(
            rules: TokenRules(
                issuer: try settings.required(Settings.tokenIssuer),
                audience: try settings.required(Settings.tokenAudience),
                clockSkew: try settings.value(Settings.tokenClockSkew),
                roleClaim: try settings.value(Settings.tokenRoleClaim)),
            keys: keys, lengthLimit: try settings.value(Settings.tokenLimit),
            verified: VerifiedTokens(limit: try settings.value(Settings.tokenCache)))
    }
}
