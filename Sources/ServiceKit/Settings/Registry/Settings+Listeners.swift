import RPC

extension Settings {
    /// Where the course service takes RPC calls.
    public static let courseListen = rpcListener("LYCEUM_COURSE_LISTEN", .course, port: 7101)
    /// Where the leaderboard service takes RPC calls.
    public static let leaderboardListen = rpcListener("LYCEUM_LEADERBOARD_LISTEN", .leaderboard, port: 7102)
    /// Where the cache service takes RPC calls.
    public static let cacheListen = rpcListener("LYCEUM_CACHE_LISTEN", .cache, port: 7103)

    /// The gateway's metrics and health.
    public static let gatewayAdminListen = adminListener("LYCEUM_GATEWAY_ADMIN_LISTEN", .gateway, port: 7200)
    /// The course service's metrics and health.
    public static let courseAdminListen = adminListener("LYCEUM_COURSE_ADMIN_LISTEN", .course, port: 7201)
    /// The leaderboard service's metrics and health.
    public static let leaderboardAdminListen = adminListener(
        "LYCEUM_LEADERBOARD_ADMIN_LISTEN", .leaderboard, port: 7202)
    /// The cache service's metrics and health.
    public static let cacheAdminListen = adminListener("LYCEUM_CACHE_ADMIN_LISTEN", .cache, port: 7203)

    /// The most RPC connections that a service accepts.
    public static let rpcMaximumConnections = Setting(
        "LYCEUM_RPC_MAX_CONNECTIONS", .integer(1...100_000), default: "1024", readBy: .rpcServices,
        "Most RPC connections at once; further ones are closed.")

    /// The most RPC calls that a service handles at once.
    public static let rpcMaximumCalls = Setting(
        "LYCEUM_RPC_MAX_CALLS", .integer(1...1_000_000), default: "10000", readBy: .rpcServices,
        "Most RPC calls in progress at once; further ones are answered with RESOURCE_EXHAUSTED. So are those beyond "
            + "\(RPCServerLimits().callsPerConnection) on one connection, and a gateway has one to each replica.")

    static let listeners = SettingGroup(
        title: "Listeners",
        settings: [
            courseListen.declaration, leaderboardListen.declaration, cacheListen.declaration,
            gatewayAdminListen.declaration, courseAdminListen.declaration, leaderboardAdminListen.declaration,
            cacheAdminListen.declaration, rpcMaximumConnections.declaration, rpcMaximumCalls.declaration,
        ])

    private static func rpcListener(_ name: String, _ role: ProcessRole, port: Int) -> Setting<HostPort> {
        Setting(
            name, .hostPort, default: "127.0.0.1:\(port)", readBy: [role, .gateway, .operator],
            "Address on which the \(role.rawValue) service takes RPC calls.")
    }

    private static func adminListener(_ name: String, _ role: ProcessRole, port: Int) -> Setting<HostPort> {
        Setting(
            name, .hostPort, default: "127.0.0.1:\(port)", readBy: [role, .operator],
            "Address on which \(role.executableName) shows metrics and health; keep it off public networks.")
    }

    /// The admin listener of a process; nil for the operator's command, which has none.
    static func adminListen(of role: ProcessRole) -> Setting<HostPort>? {
        switch role {
        case .gateway: gatewayAdminListen
        case .course: courseAdminListen
        case .leaderboard: leaderboardAdminListen
        case .cache: cacheAdminListen
        case .operator: nil
        }
    }
}
