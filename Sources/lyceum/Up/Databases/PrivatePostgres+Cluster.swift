internal import FoundationEssentials
internal import Glibc
internal import Subprocess
internal import SystemPackage

extension PrivatePostgres {
    /// Makes the cluster with an empty database, unless there is one already.
    ///
    /// It is made beside its place and moved there when it is whole, so that an interruption leaves nothing that looks
    /// like a cluster.
    /// - Throws: ``UpError``
    func createIfMissing(notice: (String) -> Void) async throws {
        guard !data.exists else { return }
        notice("making a private Postgres in \(data)")
        let unfinished = home.directory.appending("postgres.unfinished")
        let password = home.directory.appending("postgres.password")
        try? FileManager.default.removeItem(atPath: unfinished.string)
        defer { try? FileManager.default.removeItem(atPath: password.string) }

        // initdb reads the password as the servers' account, which can't read our copy.
        try password.replaceContents(ownerPassword.text + "\n", permissions: .ownerReadWrite)
        if let account = home.account, lchown(password.string, account.userID, account.groupID) != 0 {
            throw Errno.current
        }
        try await execute(
            "initdb",
            [
                "--pgdata", unfinished.string, "--username", Self.owner, "--pwfile", password.string,
                "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-instructions",
            ])
        // A server without sockets, for the one statement that can't wait for the first start.
        try await execute(
            "postgres", ["--single", "-D", unfinished.string, "postgres"], input: "CREATE DATABASE \(Self.database)\n")
        guard rename(unfinished.string, data.string) == 0 else { throw Errno.current }
    }

    /// How to start the server. Its settings are all here, none in the cluster's files: a newer Lyceum brings its own.
    var command: ProcessCommand {
        let settings = [
            "listen_addresses": "",
            "unix_socket_directories": home.sockets.string,
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            "shared_buffers": "256MB",
            "max_wal_size": "2GB",
            // Nothing replicates from here; bulk loads into new tables then need no log.
            "wal_level": "minimal",
            "max_wal_senders": "0",
            // After a crash, one sync of the file system instead of one of each of a thousand files.
            "recovery_init_sync_method": "syncfs",
            "timezone": "UTC",
            "log_destination": "stderr",
            "log_timezone": "UTC",
            "log_checkpoints": "off",
            "log_min_messages": "warning",
        ]
        return ProcessCommand(
            executable: programs.appending("postgres"),
            arguments: ["-D", data.string] + settings.sorted { $0.key < $1.key }.flatMap { ["-c", "\($0)=\($1)"] },
            environment: Self.environment,
            account: home.account)
    }

    /// Whether the server says that it takes connections. A client that tries earlier only fills the log with refusals.
    /// - Parameter process: The server, as it was started.
    func isReady(_ process: ProcessIdentity?) -> Bool {
        let file = FileManager.default.contents(atPath: data.appending("postmaster.pid").string) ?? Data()
        // The first line is its id, the last its state, as pg_ctl(1) reads them.
        let lines = String(decoding: file, as: UTF8.self).split(separator: "\n")
        guard let process, let last = lines.last else { return false }
        return lines[0] == "\(process.processID)" && last.hasPrefix("ready")
    }

    /// What the server's programs see: nothing of ours, which may hold secrets and a locale that is not installed.
    private static let environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]

    private func execute(_ program: String, _ arguments: [String], input: String = "") async throws {
        let command = ProcessCommand(
            executable: programs.appending(program), arguments: arguments, environment: Self.environment,
            account: home.account)
        var options = PlatformOptions()
        options.processGroupID = 0
        let result = try await Subprocess.run(
            .path(command.effectiveExecutable), arguments: Arguments(command.effectiveArguments),
            environment: Environment(command.environment), workingDirectory: home.directory, platformOptions: options,
            input: .string(input), output: .string(limit: 65_536), error: .combinedWithOutput)
        guard result.terminationStatus.isSuccess else {
            throw UpError.commandFailed(program, output: result.standardOutput)
        }
    }
}
