import Foundation
import NIOCore
import NIOPosix
import Redis
import ServiceKit
import SystemPackage
import Testing

@testable import lyceum

@Suite("What lyceum up runs")
struct UpInstallationTests {
    private static let given = [
        "LYCEUM_COURSE_DATABASE_URL": "postgresql://a:secret-a@db/x",
        "LYCEUM_LEADERBOARD_DATABASE_URL": "postgresql://b:secret-b@db/x",
        "LYCEUM_MIGRATION_DATABASE_URL": "postgresql://c:secret-c@db/x",
        "LYCEUM_REDIS_URL": "redis://:secret-d@cache:6379",
        "LYCEUM_CURSOR_KEY": "secret-e-of-16-bytes-or-more",
        "LYCEUM_IDENTITY_KEY": "secret-f-of-32-bytes-or-more-0000,secret-g-of-32-bytes-or-more-0000",
        "LYCEUM_JWKS_URL": "https://secret-h@issuer.example/keys",
    ]

    private func installation(_ environment: [String: String], in directory: FilePath) throws -> Installation {
        try Installation(
            environment: environment, state: StateDirectory(at: directory.string), executables: "/opt/lyceum",
            notice: { _ in })
    }

    @Test("servers that the operator gives are used, and none is run")
    func usesGivenServers() async throws {
        try await withTemporaryDirectory { directory in
            let installation = try installation(Self.given, in: directory)
            #expect(Set(installation.commands.keys) == Set(ManagedProcess.services))
            #expect(installation.commands[.cache]?.executable == "/opt/lyceum/lyceum-cache")
            let made = try FileManager.default.contentsOfDirectory(atPath: directory.string)
            #expect(made == [])
        }
    }

    @Test("each service gets the secrets that it needs, and no other's")
    func separatesSecrets() async throws {
        try await withTemporaryDirectory { directory in
            let commands = try installation(Self.given, in: directory).commands
            let needed: [ManagedProcess: Set<String>] = [
                .course: ["LYCEUM_COURSE_DATABASE_URL", "LYCEUM_IDENTITY_KEY"],
                .leaderboard: ["LYCEUM_LEADERBOARD_DATABASE_URL", "LYCEUM_REDIS_URL", "LYCEUM_IDENTITY_KEY"],
                .cache: ["LYCEUM_REDIS_URL"],
                .gateway: ["LYCEUM_CURSOR_KEY", "LYCEUM_IDENTITY_KEY", "LYCEUM_JWKS_URL"],
            ]
            for (process, names) in needed {
                #expect(commands[process]?.environment == Self.given.filter { names.contains($0.key) })
            }
        }
    }

    @Test("other variables reach every service, and a secret's file only through its value")
    func passesVariables() async throws {
        try await withTemporaryDirectory { directory in
            let file = directory.appending("url")
            try file.replaceContents("redis://:from-file@cache:6379\n")
            var environment = Self.given
            environment["LYCEUM_REDIS_URL"] = nil
            environment["LYCEUM_REDIS_URL_FILE"] = file.string
            environment["LYCEUM_LOG_LEVEL"] = "debug"
            let commands = try installation(environment, in: directory).commands
            #expect(ManagedProcess.services.allSatisfy { commands[$0]?.environment["LYCEUM_LOG_LEVEL"] == "debug" })
            #expect(commands[.cache]?.environment["LYCEUM_REDIS_URL"] == "redis://:from-file@cache:6379")
            #expect(commands.values.allSatisfy { $0.environment["LYCEUM_REDIS_URL_FILE"] == nil })
        }
    }

    @Test(
        "of the three database URLs all or none are to be given",
        arguments: given.keys.filter { $0.hasSuffix("DATABASE_URL") })
    func incompleteDatabases(missing: String) async throws {
        try await withTemporaryDirectory { directory in
            var environment = Self.given
            environment[missing] = nil
            #expect(throws: UpError.incompleteDatabaseSettings(missing: [missing])) {
                try installation(environment, in: directory)
            }
        }
    }

    @Test("the key for cursors is made once and stays")
    func keepsCursorKey() async throws {
        try await withTemporaryDirectory { directory in
            var environment = Self.given
            environment["LYCEUM_CURSOR_KEY"] = nil
            let keys = try (0..<2).map { _ in
                try installation(environment, in: directory).commands[.gateway]?.environment["LYCEUM_CURSOR_KEY"]
            }
            #expect(keys[0]?.utf8.count == 64)
            #expect(keys[0] == keys[1])
        }
    }

    @Test("all wrong settings are told at once, by name, and without secrets")
    func wrongSettings() async throws {
        try await withTemporaryDirectory { directory in
            var environment = Self.given
            environment["LYCEUM_HTTP_PORT"] = "http"
            environment["LYCEUM_REDIS_URL"] = "secret-f"
            let error = #expect(throws: UpError.self) { try installation(environment, in: directory) }
            let text = error?.description ?? ""
            #expect(text.contains("LYCEUM_HTTP_PORT") && text.contains("LYCEUM_REDIS_URL"))
            #expect(!text.contains("secret-f"))
        }
    }

    @Test("a port in use is told with its number and its variable")
    func portInUse() async throws {
        let other = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(other.localAddress?.port)
        let listener = Listener(address: HostPort(host: "127.0.0.1", port: port), variable: "LYCEUM_HTTP_PORT")
        await #expect(throws: UpError.portTaken(port: port, variable: "LYCEUM_HTTP_PORT")) {
            try await Listener.checkFree([listener])
        }
        try await other.close()
    }

    @Test("two listeners on one port are told apart from a stranger's")
    func samePortTwice() async throws {
        // Told before any port is tried, so it does not matter who has this one.
        let address = HostPort(host: "127.0.0.1", port: 7101)
        let error = await #expect(throws: UpError.self) {
            try await Listener.checkFree([
                Listener(address: address, variable: "LYCEUM_COURSE_LISTEN"),
                Listener(address: address, variable: "LYCEUM_CACHE_LISTEN"),
            ])
        }
        #expect(error?.description.contains("(LYCEUM_CACHE_LISTEN): LYCEUM_COURSE_LISTEN has the same port") == true)
    }

    @Test("the gateway is announced where a browser on this machine finds it")
    func announcesReachableAddress() throws {
        let settings = SettingsReader(
            role: .operator, environment: ["LYCEUM_HTTP_HOST": "0.0.0.0", "LYCEUM_HTTP_PORT": "9000"])
        let listeners = try Listeners(settings)
        #expect(listeners.gatewayURL == "http://127.0.0.1:9000")
        #expect(listeners.all.count == 8)
        #expect(Set(listeners.admin.keys) == Set(ManagedProcess.services))
    }

    @Test(
        "the private Redis is reached wherever its folder is",
        arguments: ["/my courses/100%", "/a?b#c%20", "/číslo"])
    func encodesSocketPath(directory: String) throws {
        let path = FilePath(directory)
        let home = DatabaseHome(directory: path, sockets: path, account: nil)
        let url = PrivateRedis(home: home, program: "/usr/bin/redis-server").url
        let settings = SettingsReader(role: .operator, environment: ["LYCEUM_REDIS_URL": url])
        let given = try #require(try settings.value(Settings.redisURL)).revealed
        #expect(try RedisEndpoint(url: given).description == "unix://\(directory)/redis.sock")
    }

    @Test("the newest Postgres is taken, but the one that made a cluster for that cluster")
    func choosesPostgres() async throws {
        try await withTemporaryDirectory { directory in
            for version in ["9", "15", "16"] {
                let programs = directory.appending(version).appending("bin")
                try FileManager.default.createDirectory(atPath: programs.string, withIntermediateDirectories: true)
                for name in ["postgres", "initdb"] {
                    try programs.appending(name).replaceContents("", permissions: [.ownerReadWriteExecute])
                }
            }
            let programs = ServerPrograms(path: "/nonexistent", postgresVersions: directory)
            #expect(try programs.postgres(version: nil) == directory.appending("16/bin"))
            #expect(try programs.postgres(version: "15") == directory.appending("15/bin"))
            #expect(throws: UpError.self) { try programs.postgres(version: "14") }
            #expect(throws: UpError.self) { try programs.redis() }
        }
    }
}
