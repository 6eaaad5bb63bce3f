internal import FoundationEssentials
internal import SystemPackage

/// The Postgres of an installation that was given none: a cluster of its own, on a socket, with a password per role.
struct PrivatePostgres: Sendable {
    static let database = "lyceum"
    /// The role that owns the database.
    static let owner = "lyceum"

    let home: DatabaseHome
    /// The folder of the server's programs.
    let programs: FilePath
    let ownerPassword: GeneratedSecret
    private let courseService: GeneratedSecret
    private let leaderboardService: GeneratedSecret

    /// - Throws: ``UpError/missingProgram(_:package:)`` or `Errno`
    init(home: DatabaseHome, programs: ServerPrograms) throws {
        self.home = home
        self.programs = try programs.postgres(version: Self.data(in: home).appending("PG_VERSION").firstLine)
        ownerPassword = try GeneratedSecret("owner.password", in: home.directory)
        courseService = try GeneratedSecret("course.password", in: home.directory)
        leaderboardService = try GeneratedSecret("leaderboard.password", in: home.directory)
    }

    /// The folder of the cluster.
    var data: FilePath { Self.data(in: home) }

    private static func data(in home: DatabaseHome) -> FilePath { home.directory.appending("postgres") }
}

// MARK: - Where clients reach it

extension PrivatePostgres {
    /// The URL of the role that owns the database.
    var ownerURL: String { url(user: Self.owner, ownerPassword) }

    /// The URL of a service's role.
    func url(of role: ServiceRole) -> String { url(user: role.name, password(of: role)) }

    /// The password of a service's role, in hexadecimal.
    func password(of role: ServiceRole) -> GeneratedSecret {
        switch role {
        case .course: courseService
        case .leaderboard: leaderboardService
        }
    }

    private func url(user: String, _ password: GeneratedSecret) -> String {
        var url = URLComponents()
        // The folder of the socket goes into the query, as it can't be a host name.
        url.queryItems = [URLQueryItem(name: "host", value: home.sockets.string)]
        return "postgresql://\(user):\(password.text)@/\(Self.database)\(url.string ?? "")"
    }
}

// MARK: - Who may connect

extension PrivatePostgres {
    /// Gives the services' roles their passwords, which are hexadecimal and need no quoting.
    var passwordScript: String {
        ServiceRole.allCases.map { "ALTER ROLE \($0.name) PASSWORD '\(password(of: $0).text)';" }.joined(
            separator: "\n")
    }
}
