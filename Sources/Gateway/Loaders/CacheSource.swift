/// Where an entity came from.
enum CacheSource: Equatable {
    /// The cache service had it.
    case hit
    /// The cache service did not have it; the owner answered and the cache is being filled.
    case miss
    /// The cache service could not be asked.
    case unavailable
    /// Caching is switched off.
    case bypass
    /// It is one caller's alone, which no cache keeps.
    case uncacheable
}
