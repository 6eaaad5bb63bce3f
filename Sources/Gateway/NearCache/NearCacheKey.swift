/// What finished bytes are kept under: all of a public request that its answer depends on.
struct NearCacheKey: Hashable, Sendable {
    /// The path and, after `?`, the query, both as they came.
    let target: String
    /// Whether the client is sent gzip where the body is worth it.
    let prefersGzip: Bool
}
