internal import FoundationEssentials
internal import SystemPackage

/// The Redis of an installation that was given none: on a socket, in memory only, since all it holds can be rebuilt.
struct PrivateRedis: Sendable {
    /// Entries with a time to live make room for others from here on; the boards, which have none, stay.
    static let memoryLimit = "512mb"

    let home: DatabaseHome
    let program: FilePath

    private var socket: FilePath { home.sockets.appending("redis.sock") }

    /// Where clients reach it.
    var url: String {
        var url = URLComponents()
        url.path = socket.string
        return "unix://\(url.percentEncodedPath)"
    }

    /// How to start it.
    var command: ProcessCommand {
        ProcessCommand(
            executable: program,
            arguments: [
                "--port", "0", "--unixsocket", socket.string, "--unixsocketperm", "700",
                "--dir", home.directory.string, "--save", "", "--appendonly", "no", "--daemonize", "no",
                "--maxmemory", Self.memoryLimit, "--maxmemory-policy", "volatile-lru",
                "--loglevel", "warning", "--always-show-logo", "no",
            ],
            environment: [:],
            account: home.account)
    }
}
