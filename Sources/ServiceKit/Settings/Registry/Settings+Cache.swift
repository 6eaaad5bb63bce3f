extension Settings {
    /// Whether the gateway asks the cache service before the owner of an entity.
    public static let cacheEnabled = Setting(
        "LYCEUM_CACHE", .toggle, default: "on", readBy: [.gateway],
        "Whether the gateway looks entities up in the cache before it asks the service that owns them, and sends finished "
            + "answers again.")

    /// How long the gateway lets a cached entity live.
    public static let cacheTimeToLive = Setting(
        "LYCEUM_CACHE_TTL", .duration(.seconds(1)...(.seconds(86_400))), default: "5m", readBy: [.gateway],
        "How long a cached entity lives; each one's time is jittered by a tenth.")

    /// The gateway's memory for finished answers.
    public static let nearCacheMemory = Setting(
        "LYCEUM_NEAR_CACHE_MEMORY", .bytes(0...16 << 30), default: "16MiB", readBy: [.gateway],
        "Memory of each gateway for finished public answers, which it sends again as they are; 0 for none, as with "
            + "LYCEUM_CACHE=off.")

    /// How long the gateway sends a finished answer again.
    public static let nearCacheTimeToLive = Setting(
        "LYCEUM_NEAR_CACHE_TTL", .duration(.zero...(.seconds(2))), default: "2s", readBy: [.gateway],
        "How long a finished answer is sent again, whatever is written through another gateway; 0 for not at all.")

    /// The memory of the cache service.
    public static let cacheMemory = Setting(
        "LYCEUM_CACHE_MEMORY", .bytes(1 << 20...64 << 30), default: "128MiB", readBy: [.cache],
        "Memory for entries in the cache service, keys and bookkeeping included.")

    /// The largest entry that is cached.
    public static let cacheEntryLimit = Setting(
        "LYCEUM_CACHE_ENTRY_LIMIT", .bytes(1 << 10...4 << 20), default: "1MiB", readBy: [.cache],
        "Largest value that is cached; a larger one is refused.")

    static let cache = SettingGroup(
        title: "Cache",
        settings: [
            cacheEnabled.declaration, cacheTimeToLive.declaration, nearCacheMemory.declaration,
            nearCacheTimeToLive.declaration, cacheMemory.declaration, cacheEntryLimit.declaration,
        ])
}
