internal import ServiceKit
internal import SystemPackage

/// What one `lyceum up` runs, as its settings say.
struct Installation: Sendable {
    let state: StateDirectory
    let postgres: PostgresServer
    let redis: RedisServer
    let listeners: Listeners
    let demo: DemoData
    /// How to start each process that is run here.
    let commands: [ManagedProcess: ProcessCommand]

    /// - Parameters:
    ///   - environment: Ours, of which the services get all but the secrets that are not theirs.
    ///   - executables: The folder of the services' programs.
    ///   - notice: Called with lines for the operator.
    /// - Throws: `SettingError` or ``UpError``
    init(
        environment: [String: String], state: StateDirectory, executables: FilePath, notice: (String) -> Void
    ) throws {
        let settings = SettingsReader(role: .operator, environment: environment)
        let problems = settings.problems()
        guard problems.isEmpty else { throw UpError.wrongSettings(problems.map(\.description)) }
        let programs = ServerPrograms(path: environment["PATH"])
        // Made at the first need: an installation with servers of the operator's has none.
        lazy var home = Result { try DatabaseHome(for: state, notice: notice) }

        self.state = state
        listeners = try Listeners(settings)
        demo = try settings.value(Settings.demo)
        if let urls = try DatabaseURLs(given: settings) {
            postgres = .given(urls)
        } else {
            postgres = .private(try PrivatePostgres(home: home.get(), programs: programs))
        }
        if let url = try settings.value(Settings.redisURL) {
            redis = .given(url)
        } else {
            redis = .private(PrivateRedis(home: try home.get(), program: try programs.redis()))
        }
        let cursorKey = try settings.value(Settings.cursorKey).map { String(decoding: $0.revealed, as: UTF8.self) }
        let identityKey = try settings.value(Settings.identityKey).map { keys in
            keys.map { String(decoding: $0.revealed, as: UTF8.self) }.joined(separator: ",")
        }
        commands = Self.commands(
            postgres, redis, executables: executables,
            ServiceEnvironment(
                inherited: environment, databases: postgres.urls, redisURL: redis.url,
                cursorKey: try cursorKey ?? GeneratedSecret("cursor.key", in: state.path).text,
                identityKey: try identityKey ?? GeneratedSecret("identity.key", in: state.path).text,
                tokens: try TokenSettings(settings, in: state.path)))
    }

    private static func commands(
        _ postgres: PostgresServer, _ redis: RedisServer, executables: FilePath, _ environment: ServiceEnvironment
    ) -> [ManagedProcess: ProcessCommand] {
        var commands: [ManagedProcess: ProcessCommand] = [:]
        if case .private(let server) = postgres { commands[.postgres] = server.command }
        if case .private(let server) = redis { commands[.redis] = server.command }
        for service in ManagedProcess.services {
            commands[service] = ProcessCommand(
                executable: executables.appending("lyceum-\(service.rawValue)"),
                environment: environment.variables(for: service))
        }
        return commands
    }
}
