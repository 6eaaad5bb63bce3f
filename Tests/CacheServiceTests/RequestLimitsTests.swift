import Messages
import RPC
import Testing

@testable import CacheService

@Suite("What a request may ask for")
struct RequestLimitsTests {
    private let server = CacheServer(configuration: CacheServiceConfiguration(valueByteLimit: 100), redis: nil)

    private func problem(_ body: () async throws -> some Sendable) async throws -> String {
        let status = try await #require(throws: Status.self) { _ = try await body() }
        #expect(status.code == .invalidArgument)
        return status.message
    }

    @Test("a keyspace has a name of certain characters", arguments: ["", "a:b", String(repeating: "k", count: 65)])
    func keyspace(name: String) async throws {
        let expected = "keyspace has to be 1 to 64 bytes of ASCII letters, digits, '.', '_' and '-'"
        #expect(try await problem { try await server.get(["a"], in: name) } == expected)
        #expect(try await problem { try await server.set(["a": "1"], in: name) } == expected)
        #expect(try await problem { try await server.delete(["a"], in: name) } == expected)
    }

    @Test("no more than 512 keys or entries")
    func count() async throws {
        let keys = (0..<513).map(String.init)
        #expect(try await server.get(Array(keys.dropLast())).count == 512)
        #expect(
            try await problem { try await server.get(keys) } == "keys has 513 elements; at most 512 are allowed")
        #expect(
            try await problem { try await server.delete(keys) } == "keys has 513 elements; at most 512 are allowed")
        let entries = Dictionary(uniqueKeysWithValues: keys.map { ($0, "v") })
        #expect(
            try await problem { try await server.set(entries) } == "entries has 513 elements; at most 512 are allowed")
    }

    @Test("keys of 1 to 256 bytes")
    func keys() async throws {
        let long = String(repeating: "k", count: 257)
        #expect(try await server.get([String(long.dropLast())]) == [nil])
        #expect(
            try await problem { try await server.get(["a", long]) } == "keys[1] has 257 bytes; 1 to 256 are allowed")
        #expect(
            try await problem { try await server.get(["a", "b", ""]) } == "keys[2] has 0 bytes; 1 to 256 are allowed")
        #expect(
            try await problem { try await server.set(["": "v"]) } == "entries[0].key has 0 bytes; 1 to 256 are allowed")
    }

    @Test("values up to the limit")
    func values() async throws {
        #expect(try await server.set(["a": String(repeating: "v", count: 100)]) == 1)
        #expect(
            try await problem { try await server.set(["a": String(repeating: "v", count: 101)]) }
                == "entries[0].value has 101 bytes; at most 100 are allowed")
    }

    @Test("a time to live of a millisecond to a day", arguments: [Int64.min, -1, 0, 86_400_001, .max])
    func timeToLive(milliseconds: Int64) async throws {
        #expect(try await server.set(["a": "v"], timeToLiveMilliseconds: 1) == 1)
        #expect(try await server.set(["a": "v"], timeToLiveMilliseconds: 86_400_000) == 1)
        #expect(
            try await problem { try await server.set(["b": "v"], timeToLiveMilliseconds: milliseconds) }
                == "entries[0].ttl_ms is \(milliseconds); 1 to 86400000 are allowed")
        #expect(try await server.get(["b"]) == [nil])
    }
}
