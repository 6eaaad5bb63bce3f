/// The Postgres of an installation.
enum PostgresServer: Sendable {
    /// The operator's own, which we neither start nor stop.
    case given(DatabaseURLs)
    case `private`(PrivatePostgres)

    /// Where its users reach it.
    var urls: DatabaseURLs {
        switch self {
        case .given(let urls): urls
        case .private(let server): DatabaseURLs(server)
        }
    }
}
