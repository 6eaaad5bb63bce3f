internal import ArgumentParser
internal import FoundationEssentials
internal import Messages
internal import ServiceKit

/// Mints a bearer token for development.
struct Token: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints a bearer token that the installation of LYCEUM_STATE_DIR accepts, for development.",
        discussion: """
            It is signed with the key that lyceum up makes where neither LYCEUM_JWKS_FILE nor LYCEUM_JWKS_URL is set. \
            Whoever can read that key can be everybody: set one of them where others depend on it.
            """)

    private static let lifetimes: ClosedRange<Duration> = .seconds(1)...(.seconds(8_760 * 3_600))

    @Option(help: "The user's id, a UUID.", transform: Self.userID)
    var user: UUID

    @Option(help: "learner, creator or admin.", transform: Self.role)
    var role: Role = .learner

    @Option(name: .customLong("ttl"), help: "How long it is accepted: 30s, 15m, 8h.", transform: Self.lifetime)
    var lifetime: Duration = .seconds(3_600)

    func run() throws {
        let settings = SettingsReader(role: .operator)
        let issuer = try DevelopmentIssuer(existingIn: settings.value(Settings.stateDirectory), settings)
        print(try issuer.token(for: Identity(userID: user, role: role), lifetime: lifetime))
    }

    private static func userID(_ text: String) throws -> UUID {
        guard let id = UUID(hyphenated: text) else { throw ValidationError("must be a UUID") }
        return id
    }

    private static func role(_ text: String) throws -> Role {
        guard let role = Role(rawValue: text) else { throw ValidationError("must be learner, creator or admin") }
        return role
    }

    private static func lifetime(_ text: String) throws -> Duration {
        guard let duration = DurationText.parse(text), lifetimes.contains(duration) else {
            throw ValidationError("must be a duration from 1s to 8760h")
        }
        return duration
    }
}
