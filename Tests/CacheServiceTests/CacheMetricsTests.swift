import Metrics
import MetricsTestKit
import Testing

@testable import CacheService

@Suite("Figures of the cache")
struct CacheMetricsTests {
    private let factory = TestMetrics()
    private let metrics: CacheMetrics

    init() {
        metrics = CacheMetrics(factory: factory)
    }

    private func count(_ label: String, keyspace: String, tier: String = "memory") throws -> Int64 {
        try factory.expectCounter(label, [("tier", tier), ("keyspace", keyspace)]).totalValue
    }

    @Test("hits and misses are counted by tier and keyspace")
    func lookups() throws {
        let course = try #require(Keyspace("course"))
        metrics.lookedUp(in: .memory, course, hits: 3, misses: 2)
        metrics.lookedUp(in: .memory, course, hits: 1, misses: 0)
        metrics.lookedUp(in: .redis, course, hits: 2, misses: 0)
        #expect(try count("lyceum_cache_hits_total", keyspace: "course") == 4)
        #expect(try count("lyceum_cache_misses_total", keyspace: "course") == 2)
        #expect(try count("lyceum_cache_hits_total", keyspace: "course", tier: "redis") == 2)
    }

    @Test("callers can't make ever more labels: later keyspaces share one")
    func boundedLabels() throws {
        for number in 0..<1_000 {
            metrics.lookedUp(in: .memory, try #require(Keyspace("k\(number)")), hits: 1, misses: 0)
            metrics.lookedUp(in: .redis, try #require(Keyspace("k\(number)")), hits: 1, misses: 0)
        }
        #expect(factory.counters.filter { $0.label == "lyceum_cache_hits_total" }.count <= 2 * (32 + 1))
        #expect(try count("lyceum_cache_hits_total", keyspace: "k0") == 1)
        #expect(try count("lyceum_cache_hits_total", keyspace: "other") == 1_000 - 32)
    }
}
