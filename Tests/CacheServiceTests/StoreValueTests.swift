import NIOCore
import TestSupport
import Testing

@testable import CacheService

@Suite("Keys, times and envelopes")
struct StoreValueTests {
    @Test("the names of keyspaces can't contain what separates them from keys")
    func keyspaces() {
        for name in ["course", "a", "A-b_c.9", String(repeating: "k", count: 64)] {
            #expect(Keyspace(name)?.name == name)
        }
        for name in ["", "a:b", "a b", "ä", "a\u{0}", String(repeating: "k", count: 65)] {
            #expect(Keyspace(name) == nil)
        }
    }

    @Test("keys of different keyspaces never meet")
    func keys() throws {
        let key: [UInt8] = [0, 255, 58, 10]
        let course = CacheKey(try #require(Keyspace("course")), key.span.bytes)
        let user = CacheKey(try #require(Keyspace("user")), key.span.bytes)
        #expect(course.bytes == Array("course:".utf8) + key)
        #expect(course != user)
        #expect(course == CacheKey(try #require(Keyspace("course")), key.span.bytes))
    }

    @Test("a time to live is jittered by at most a tenth, both ways", arguments: [1, 9, 10, 300_000, 86_400_000])
    func jitter(milliseconds: Int64) {
        var random = SplitMix64(state: 3)
        let jittered = (0..<1_000).map { _ in
            TimeToLive(milliseconds: milliseconds).jittered(using: &random).milliseconds
        }
        let tenth = milliseconds / 10
        #expect(jittered.allSatisfy { (milliseconds - tenth...milliseconds + tenth).contains($0) })
        #expect(tenth == 0 || jittered.contains { $0 < milliseconds })
        #expect(tenth == 0 || jittered.contains { $0 > milliseconds })
    }

    @Test("a value comes out of its envelope as it went in, with what is left of its time")
    func envelope() {
        let clock = ManualClock()
        var bytes = RedisEnvelope.header(expiresAtUnixMilliseconds: clock.clock.unixMilliseconds() + 1_000)
        bytes.writeString("value")
        clock.advance(by: .milliseconds(400))
        let value = RedisEnvelope.open(bytes, clock: clock.clock)
        #expect(value?.bytes == Array("value".utf8))
        #expect(value?.remainingMilliseconds(at: clock.clock.now()) == 600)
        clock.advance(by: .milliseconds(600))
        #expect(RedisEnvelope.open(bytes, clock: clock.clock) == nil)
    }

    @Test(
        "what is not an envelope is a miss",
        arguments: [
            [], [1], [2, 0, 0, 0, 0, 0, 0, 0, 1], Array(repeating: 1, count: 8), Array(repeating: 1, count: 9),
            [1] + Array(repeating: 127, count: 8), [1] + Array(repeating: 128, count: 8), Array("value".utf8),
        ] as [[UInt8]])
    func foreignValue(bytes: [UInt8]) {
        #expect(RedisEnvelope.open(ByteBuffer(bytes: bytes), clock: ManualClock().clock) == nil)
    }

    @Test("a value's remaining time is rounded up, so that it is never 0 before it expires")
    func remainingTime() {
        let now = NIODeadline.uptimeNanoseconds(5_000_000)
        let value = CachedValue(bytes: [], expiresAt: now + .nanoseconds(1))
        #expect(value.remainingMilliseconds(at: now) == 1)
    }
}
