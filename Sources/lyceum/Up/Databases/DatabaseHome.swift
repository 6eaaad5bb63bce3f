internal import Crypto
internal import FoundationEssentials
internal import Glibc
internal import SystemPackage

/// Where the private Postgres and Redis keep their files and sockets.
///
/// Postgres refuses to run as root, so root runs both as the account `postgres`, which must be able to reach its
/// files: below a home of mode 700 it can't, and they go to /var/lib/lyceum instead. The path of a socket ends at
/// 107 bytes: where the home's is too long, the sockets go to a folder in /tmp.
struct DatabaseHome: Sendable {
    let directory: FilePath
    let sockets: FilePath
    /// The account of the servers; nil for our own.
    let account: SystemAccount?

    /// Room for the longest name in ``sockets``, `.s.PGSQL.5432.lock`, within `sun_path` (unix(7)).
    static let socketDirectoryLimit = 107 - "/.s.PGSQL.5432.lock".utf8.count
}

extension DatabaseHome {
    /// Chooses the places and makes the folders.
    /// - Parameter notice: Called with a line for the operator when a place is not below the state directory.
    /// - Throws: ``UpError``
    init(for state: StateDirectory, notice: (String) -> Void) throws(UpError) {
        let account = try Self.serverAccount()
        var directory = state.path.appending("databases")
        if let account, !state.path.isReachable(by: account) {
            let base: FilePath = "/var/lib/lyceum"
            // Root's alone to write, so nobody else can have put something there.
            guard mkdir(base.string, 0o755) == 0 || errno == EEXIST else {
                throw .unusableDirectory(base.string, reason: String(describing: Errno.current))
            }
            directory = base.appending(Self.fingerprint(state.path))
            notice("the user \(account.name) can't reach \(state.path): the databases are in \(directory)")
        }
        var sockets = directory.appending("sockets")
        if sockets.string.utf8.count > Self.socketDirectoryLimit {
            sockets = FilePath("/tmp/lyceum-\(geteuid())-\(Self.fingerprint(state.path))")
            notice("\(directory) is too long a path for sockets: they are in \(sockets)")
        }
        try directory.makePrivateDirectory(for: account)
        try sockets.makePrivateDirectory(for: account)
        self.init(directory: directory, sockets: sockets, account: account)
    }

    /// The unprivileged account that root runs the servers as.
    private static func serverAccount() throws(UpError) -> SystemAccount? {
        guard SystemAccount.isSuperuser else { return nil }
        guard let account = SystemAccount.named("postgres") else {
            throw .missingProgram("the user postgres", package: "postgresql")
        }
        return account
    }

    /// A short name for a path, the same each time.
    private static func fingerprint(_ path: FilePath) -> String {
        SHA256.hash(data: Data(path.string.utf8)).prefix(6).map { byte in
            String(UInt16(byte) + 256, radix: 16).dropFirst()
        }.joined()
    }
}
