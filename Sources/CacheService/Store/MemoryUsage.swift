/// How full the memory tier is.
struct MemoryUsage: Sendable, Hashable {
    /// Entries.
    var entries = 0
    /// Bytes that they take, as counted against the limit.
    var bytes = 0

    static func + (left: MemoryUsage, right: MemoryUsage) -> MemoryUsage {
        MemoryUsage(entries: left.entries + right.entries, bytes: left.bytes + right.bytes)
    }
}
