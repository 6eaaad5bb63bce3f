import Redis

/// The Lua scripts that read and publish boards.
enum BoardScripts {
    static let pageAtOffset = RedisScript(String(decoding: PackageResources.page_at_offset_lua, as: UTF8.self))
    static let pageAfter = RedisScript(String(decoding: PackageResources.page_after_lua, as: UTF8.self))
    static let ranks = RedisScript(String(decoding: PackageResources.ranks_lua, as: UTF8.self))
    static let publish = RedisScript(String(decoding: PackageResources.publish_lua, as: UTF8.self))
}
