extension Settings {
    /// The file of the issuer's keys.
    public static let tokenKeysFile = Setting(
        optional: "LYCEUM_JWKS_FILE", .path, readBy: [.gateway, .operator],
        "JSON Web Key Set whose keys sign bearer tokens (ES256, RS256, EdDSA), as a file; unset, lyceum up makes a key "
            + "for development.")

    /// The URL of the issuer's keys.
    public static let tokenKeysURL = Setting(
        optional: "LYCEUM_JWKS_URL",
        .secretURL(schemes: ["https", "http"], example: "https://issuer.example/.well-known/jwks.json"),
        readBy: [.gateway, .operator],
        "The same from a server, instead of a file; while it can't be reached the last keys stay in use.")

    /// How long keys are used before they are fetched again.
    public static let tokenKeysRefresh = Setting(
        "LYCEUM_JWKS_REFRESH", .duration(.seconds(1)...(.seconds(86_400))), default: "5m", readBy: [.gateway],
        "How long keys are used before they are read again; a token that names an unknown key has them read at once, at "
            + "most every 10 s.")

    /// The most time for fetching keys.
    public static let tokenKeysTimeout = Setting(
        "LYCEUM_JWKS_TIMEOUT", .duration(.milliseconds(100)...(.seconds(60))), default: "5s", readBy: [.gateway],
        "Most time for reading keys from a server.")

    /// Who issues tokens.
    public static let tokenIssuer = Setting(
        optional: "LYCEUM_TOKEN_ISSUER", .word, readBy: [.gateway, .operator],
        "The issuer that tokens must name (iss); required with a key set.")

    /// Whom tokens are for.
    public static let tokenAudience = Setting(
        optional: "LYCEUM_TOKEN_AUDIENCE", .word, readBy: [.gateway, .operator],
        "The audience that tokens must name (aud); required with a key set.")

    /// By how much the issuer's clock may differ.
    public static let tokenClockSkew = Setting(
        "LYCEUM_TOKEN_CLOCK_SKEW", .duration(.zero...(.seconds(300))), default: "30s", readBy: [.gateway],
        "By how much the issuer's clock may differ, in the judgement of exp and nbf.")

    /// Which claim tells roles.
    public static let tokenRoleClaim = Setting(
        "LYCEUM_TOKEN_ROLE_CLAIM", .word, default: "role", readBy: [.gateway, .operator],
        "The claim that tells the role, learner, creator or admin: a text, or a list of which the highest counts; "
            + "without one of these a user is a learner.")

    /// The longest token.
    public static let tokenLimit = Setting(
        "LYCEUM_TOKEN_LIMIT", .bytes(512...64 << 10), default: "8KiB", readBy: [.gateway],
        "Longest token that is looked at.")

    /// How many verified tokens are remembered.
    public static let tokenCache = Setting(
        "LYCEUM_TOKEN_CACHE", .integer(1...1_000_000), default: "10000", readBy: [.gateway],
        "Verified tokens that are remembered, so that a signature is checked once.")

    /// The keys with which the gateway vouches to the services for who makes a request.
    public static let identityKey = Setting(
        optional: "LYCEUM_IDENTITY_KEY", .secrets(minimumBytes: 32),
        readBy: [.gateway, .course, .leaderboard, .operator],
        "Key with which gateways sign who makes a request, and services check it; of several the first signs, and all "
            + "are accepted. Required with a key set.")

    static let identity = SettingGroup(
        title: "Identity",
        settings: [
            tokenKeysFile.declaration, tokenKeysURL.declaration, tokenKeysRefresh.declaration,
            tokenKeysTimeout.declaration, tokenIssuer.declaration, tokenAudience.declaration,
            tokenClockSkew.declaration, tokenRoleClaim.declaration, tokenLimit.declaration, tokenCache.declaration,
            identityKey.declaration,
        ])
}
