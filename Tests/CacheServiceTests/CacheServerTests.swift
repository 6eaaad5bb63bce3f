import Messages
import NIOCore
import RPC
import Stubs
import Testing

@testable import CacheService

@Suite("The cache service without Redis")
struct CacheServerTests {
    private let clock = ManualClock()
    private let server: CacheServer

    init() {
        server = CacheServer(
            configuration: CacheServiceConfiguration(memoryByteLimit: 4 << 20, valueByteLimit: 1 << 20), redis: nil,
            clock: clock.clock)
    }

    @Test("values come back in the order asked, duplicates and misses in their places")
    func order() async throws {
        #expect(try await server.set(["a": "1", "b": "2"]) == 2)
        #expect(try await server.get(["b", "none", "a", "b"]) == ["2", nil, "1", "2"])
        #expect(try await server.get([]) == [])
    }

    @Test("keyspaces don't see each other's keys")
    func keyspaces() async throws {
        _ = try await server.set(["a": "course"], in: "course")
        _ = try await server.set(["a": "user"], in: "user")
        #expect(try await server.get(["a"], in: "course") == ["course"])
        #expect(try await server.delete(["a"], in: "course") == 1)
        #expect(try await server.get(["a"], in: "course") == [nil])
        #expect(try await server.get(["a"], in: "user") == ["user"])
    }

    @Test("a value replaces the one before")
    func replacement() async throws {
        _ = try await server.set(["a": "1"])
        _ = try await server.set(["a": "2"])
        #expect(try await server.get(["a"]) == ["2"])
    }

    @Test("an empty value is a value")
    func emptyValue() async throws {
        _ = try await server.set(["a": ""])
        #expect(try await server.get(["a"]) == [""])
    }

    @Test("a value lives as long as it was told, give or take a tenth")
    func expiry() async throws {
        _ = try await server.set(["a": "1"], timeToLiveMilliseconds: 10_000)
        let remaining = try #require(try await server.lookUps(["a"]).first).ttlMs
        #expect((9_000...11_000).contains(remaining))
        clock.advance(by: .milliseconds(remaining - 1))
        #expect(try await server.lookUps(["a"]).first?.ttlMs == 1)
        clock.advance(by: .milliseconds(1))
        #expect(try await server.get(["a"]) == [nil])
        #expect(try await server.delete(["a"]) == 0)
    }

    @Test("deleting says how many there were")
    func deletion() async throws {
        _ = try await server.set(["a": "1", "b": "2"])
        #expect(try await server.delete(["a", "none", "b"]) == 2)
        #expect(try await server.get(["a", "b"]) == [nil, nil])
    }

    @Test("values beyond the size of a reply are reported as not found")
    func replyLimit() async throws {
        let large = String(repeating: "v", count: 700_000)
        let server = CacheServer(configuration: CacheServiceConfiguration(), redis: nil)
        for key in 0..<10 { _ = try await server.set(["\(key)": large]) }
        let values = try await server.get((0..<10).map(String.init))
        #expect(values == Array(repeating: large, count: 5) + Array(repeating: nil, count: 5))
    }

    @Test("memory stays within its limit")
    func memoryLimit() async throws {
        for key in 0..<100 {
            _ = try await server.set(["\(key)": String(repeating: "v", count: 100_000)])
            #expect(server.cache.memoryUsage.bytes <= 4 << 20)
        }
        #expect(server.cache.memoryUsage.entries == 41)
    }

    @Test("what has expired leaves memory without being asked for")
    func cleaning() async throws {
        _ = try await server.set(["a": "1"], timeToLiveMilliseconds: 1_000)
        clock.advance(by: .milliseconds(1_100))
        server.cache.removeSomeExpired()
        #expect(server.cache.memoryUsage == MemoryUsage(entries: 0, bytes: 0))
    }

    @Test("a request over the wire is answered")
    func wire() async throws {
        _ = try await server.set(["a": "1"])
        let request = CacheV1.GetManyRequest.make { draft in
            draft.keyspace = "course"
            draft.addKeys(ByteBuffer(string: "a"))
        }
        var payload = ByteBuffer()
        request.encode(into: &payload)
        let reply = try await server.handle(
            method: 0, payload: payload,
            context: CallContext(deadline: .distantFuture, method: CacheServiceMethods.getMany))
        #expect((reply as? CacheV1.GetManyResponse)?.lookups.first?.value == ByteBuffer(string: "1"))
    }
}
