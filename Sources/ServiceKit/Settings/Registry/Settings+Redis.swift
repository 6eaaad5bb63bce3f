extension Settings {
    /// Where Redis is.
    public static let redisURL = Setting(
        optional: "LYCEUM_REDIS_URL",
        .secretURL(schemes: ["redis", "unix"], example: "redis://user:password@host:6379/0 or unix:///path"),
        readBy: [.leaderboard, .cache, .operator],
        "Redis for the cache and the boards; unset, the services do without, and lyceum up runs a private one.")

    /// The connections that a service keeps to Redis.
    public static let redisConnections = Setting(
        "LYCEUM_REDIS_CONNECTIONS", .integer(1...64), default: "2", readBy: .redisUsers,
        "Connections that the process keeps to Redis.")

    /// The most time for a command.
    public static let redisTimeout = Setting(
        "LYCEUM_REDIS_TIMEOUT", .duration(.milliseconds(1)...(.seconds(60))), default: "500ms", readBy: .redisUsers,
        "Most time for one command to Redis; the request's deadline can only shorten it.")

    static let redis = SettingGroup(
        title: "Redis",
        settings: [redisURL.declaration, redisConnections.declaration, redisTimeout.declaration])
}

extension Set<ProcessRole> {
    fileprivate static let redisUsers: Set<ProcessRole> = [.leaderboard, .cache]
}
