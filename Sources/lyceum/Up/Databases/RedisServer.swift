internal import ServiceKit

/// The Redis of an installation.
enum RedisServer: Sendable {
    /// The operator's own, which we neither start nor stop.
    case given(SecretURL)
    case `private`(PrivateRedis)

    /// Where its users reach it; may hold a password.
    var url: String {
        switch self {
        case .given(let url): url.revealed
        case .private(let server): server.url
        }
    }
}
