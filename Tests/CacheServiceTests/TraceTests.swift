import Testing

@testable import CacheService

/// Real accesses, replayed against hit ratios that other implementations reach.
@Suite("Hit ratios on real traces", .enabled(if: Trace.directory != nil, "LYCEUM_DATA_DIR is not set"))
struct TraceTests {
    @Test(
        "S3-FIFO reaches the published hit ratios",
        arguments: [
            ("web07", [500: 50.02, 2_000: 57.97, 5_000: 64.01]), ("orm-night", [1_000: 66.58, 5_000: 90.53]),
        ])
    func s3FIFO(name: String, percentages: [Int: Double]) throws {
        let trace = try Trace(named: name)
        for (capacity, percentage) in percentages {
            var cache = S3FIFOCache<Int32, Int32>(capacity: capacity)
            let reached = trace.hitPercentage { key in
                if cache.value(for: key) != nil { return true }
                _ = cache.insert(key, for: key, cost: 1)
                return false
            }
            #expect(reached >= percentage - 0.5, "with \(capacity) entries")
        }
    }

    /// Says that the traces are read and counted as they were for the published ratios.
    @Test("LRU has exactly the published hit ratios")
    func leastRecentlyUsed() throws {
        let trace = try Trace(named: "web07")
        for (capacity, percentage) in [500: 45.58, 2_000: 55.50, 5_000: 62.67] {
            var cache = LeastRecentlyUsedKeys(capacity: capacity)
            let reached = trace.hitPercentage { cache.access($0) }
            #expect((reached * 100).rounded() / 100 == percentage, "with \(capacity) entries")
        }
    }
}
