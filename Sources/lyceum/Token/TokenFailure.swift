/// Why no token can be minted, in words for its operator.
enum TokenFailure: Error, Equatable, CustomStringConvertible {
    case noKey(stateDirectory: String)

    var description: String {
        switch self {
        case .noKey(let stateDirectory):
            "there is no key for tokens in \(stateDirectory): lyceum up makes it, unless LYCEUM_JWKS_FILE or "
                + "LYCEUM_JWKS_URL is set, whose issuer then issues the tokens"
        }
    }
}
