/// What the cache did for the look-ups of a request, told by `Cache-Status` (RFC 9211).
struct CacheTally: Equatable {
    private(set) var hits = 0
    private var misses = 0
    private var isUnavailable = false
    private var isBypassed = false

    mutating func count(_ source: CacheSource) {
        switch source {
        case .hit: hits += 1
        case .miss: misses += 1
        case .unavailable: isUnavailable = true
        case .bypass: isBypassed = true
        case .uncacheable: break
        }
    }

    mutating func add(_ other: CacheTally) {
        hits += other.hits
        misses += other.misses
        isUnavailable = isUnavailable || other.isUnavailable
        isBypassed = isBypassed || other.isBypassed
    }

    /// The header's value; nil where nothing was looked up that everybody may see.
    var header: String? {
        if isBypassed { return "lyceum; fwd=bypass" }
        if isUnavailable { return "lyceum; fwd=miss; detail=unavailable" }
        switch (hits, misses) {
        case (0, 0): return nil
        case (_, 0): return "lyceum; hit"
        case (0, _): return "lyceum; fwd=uri-miss; stored"
        default: return "lyceum; fwd=partial; stored; detail=\"\(hits) of \(hits + misses)\""
        }
    }
}
