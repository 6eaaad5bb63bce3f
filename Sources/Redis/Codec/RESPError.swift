/// Why a stream of replies can't be read any further.
enum RESPError: Error, Hashable {
    /// The bytes are not RESP2; the text is what hiredis says of them.
    case malformed(String)
    /// A reply is larger than the limits.
    case tooLarge
}

extension RESPError {
    var asRedisError: RedisError {
        switch self {
        case .malformed(let text): RedisError(.unavailable, "Redis sent a malformed reply: \(text)")
        case .tooLarge: RedisError(.unavailable, "Redis sent a reply over the size limit.")
        }
    }
}
