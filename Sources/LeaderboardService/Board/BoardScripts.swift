import Redis

/// The Lua scripts on boards.
enum BoardScripts {
    static let pageAtOffset = reading(PackageResources.page_at_offset_lua)
    static let pageAfter = reading(PackageResources.page_after_lua)
    static let standings = reading(PackageResources.standings_lua)

    static let renew = script(PackageResources.renew_lua)
    static let publish = script(PackageResources.publish_lua)
    static let abandon = script(PackageResources.abandon_lua)

    /// A script that answers with nothing unless the board is built.
    private static func reading(_ source: [UInt8]) -> RedisScript { script(PackageResources.built_lua + source) }

    private static func script(_ source: [UInt8]) -> RedisScript {
        RedisScript(String(decoding: source, as: UTF8.self))
    }
}
