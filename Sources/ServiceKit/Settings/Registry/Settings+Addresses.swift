extension Settings {
    /// The replicas of the course service.
    public static let courseAddresses = replicas("LYCEUM_COURSE_ADDRESSES", of: "course", courseListen)
    /// The replicas of the leaderboard service.
    public static let leaderboardAddresses = replicas(
        "LYCEUM_LEADERBOARD_ADDRESSES", of: "leaderboard", leaderboardListen)
    /// The replicas of the cache service.
    public static let cacheAddresses = replicas("LYCEUM_CACHE_ADDRESSES", of: "cache", cacheListen)

    static let addresses = SettingGroup(
        title: "Addresses of the services",
        settings: [courseAddresses.declaration, leaderboardAddresses.declaration, cacheAddresses.declaration])

    private static func replicas(
        _ name: String, of service: String, _ listener: Setting<HostPort>
    ) -> Setting<[HostPort]> {
        Setting(
            name, .addresses, defaultsTo: listener, readBy: [.gateway],
            "Replicas of the \(service) service that the gateway calls.")
    }
}
