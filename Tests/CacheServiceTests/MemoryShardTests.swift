import NIOCore
import Testing

@testable import CacheService

@Suite("A part of the memory tier")
struct MemoryShardTests {
    private static let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    private var shard = MemoryShard(byteLimit: 10_000)
    private let key = CacheKey("k")
    private let value = CachedValue("value")

    private mutating func lookUp(at milliseconds: Int64 = 0) -> CachedValue? {
        if case .hit(let value) = shard.lookUp(key, now: Self.start + .milliseconds(milliseconds)) {
            value
        } else {
            nil
        }
    }

    private mutating func missStamp() throws -> UInt64 {
        guard case .miss(let stamp) = shard.lookUp(key, now: Self.start) else {
            throw UnexpectedHit()
        }
        return stamp
    }

    private struct UnexpectedHit: Error {}

    @Test("a value is there until it expires, and then takes no room")
    mutating func expiry() {
        _ = shard.insert(value, for: key)
        #expect(lookUp(at: 999) == value)
        #expect(shard.usage.entries == 1)
        #expect(lookUp(at: 1_000) == nil)
        #expect(shard.usage == MemoryUsage(entries: 0, bytes: 0))
    }

    @Test("what has expired can be cleaned away without being asked for")
    mutating func cleaning() {
        _ = shard.insert(value, for: key)
        _ = shard.insert(CachedValue("other", lifetime: .seconds(5)), for: CacheKey("other"))
        shard.removeSomeExpired(now: Self.start + .seconds(1))
        #expect(shard.usage.entries == 1)
    }

    @Test(
        "a large shard is looked through in sixteen pieces, a small one as it is",
        arguments: [
            (0, 1), (4_096, 1), (65_536, 1), (131_072, 2), (7_000_000, 106),
        ])
    func pieces(slots: Int, count: Int) {
        #expect(MemoryTier.pieces(of: slots) == count)
    }

    @Test("an entry counts its key, its value and its bookkeeping, and the limit holds")
    mutating func bytes() {
        _ = shard.insert(CachedValue(String(repeating: "v", count: 1_000)), for: CacheKey("key"))
        let cost = shard.usage.bytes
        #expect(cost == "keyspace:key".utf8.count + 1_000 + MemoryShard.entryOverhead)
        for number in 0..<100 {
            _ = shard.insert(CachedValue(String(repeating: "v", count: 1_000)), for: CacheKey("\(number)"))
            #expect(shard.usage.bytes <= 10_000)
        }
        #expect(shard.usage.entries == 10_000 / cost)
        #expect(shard.insert(CachedValue(String(repeating: "v", count: 10_000)), for: key) == nil)
    }

    @Test("a removed value is gone; one that had expired was not there")
    mutating func removal() {
        _ = shard.insert(value, for: key)
        #expect(shard.remove(key, now: Self.start) == true)
        #expect(shard.remove(key, now: Self.start) == false)
        _ = shard.insert(value, for: key)
        #expect(shard.remove(key, now: Self.start + .seconds(1)) == false)
    }

    @Test("a value read from Redis is kept")
    mutating func fill() throws {
        let stamp = try missStamp()
        #expect(shard.fill(value, for: key, stamp: stamp) == 0)
        #expect(lookUp() == value)
    }

    @Test("a value read from Redis before a removal is not kept")
    mutating func fillAfterRemoval() throws {
        let stamp = try missStamp()
        _ = shard.remove(key, now: Self.start)
        #expect(shard.fill(value, for: key, stamp: stamp) == nil)
        #expect(lookUp() == nil)
    }

    @Test("a value read from Redis does not replace one that was stored meanwhile")
    mutating func fillAfterInsert() throws {
        let stamp = try missStamp()
        _ = shard.insert(CachedValue("newer"), for: key)
        #expect(shard.fill(value, for: key, stamp: stamp) == nil)
        #expect(lookUp() == CachedValue("newer"))
    }
}

extension CacheKey {
    fileprivate init(_ key: String) {
        guard let keyspace = Keyspace("keyspace") else { preconditionFailure("the name is allowed") }
        self.init(keyspace, Array(key.utf8).span.bytes)
    }
}

extension CachedValue {
    fileprivate init(_ text: String, lifetime: TimeAmount = .seconds(1)) {
        self.init(bytes: Array(text.utf8), expiresAt: .uptimeNanoseconds(1_000_000_000) + lifetime)
    }
}
