import NIOCore
import RPC
import TestSupport
import Testing

@Suite("Clients of another make", .timeLimit(.minutes(2)))
struct ForeignClientTests {
    /// What the peer says of a server, a line a call, is what is expected.
    private func expect(_ expected: [String], of peer: ForeignPeer) async throws {
        let socket = ForeignPeer.freeSocket()
        try await TestServer.run(services: [InteropCache(), InteropHealth()], at: .unix(path: socket)) { _ in
            let lines = try await peer.run(["call", socket]).split(separator: "\n").map(String.init)
            #expect(lines == expected)
        }
    }

    @Test("Go's ttrpc 1.1.1 gets replies, errors, metadata and deadlines through, and its limits are ours")
    func go() async throws {
        try await expect(
            [
                "echo: a,b,ü",
                "a count: 2",
                "an empty reply: 0",
                "an error: NotFound no keyspace none",
                "metadata: blue",
                "a deadline: DeadlineExceeded",
                "an unknown method: Unimplemented",
                "an unknown service: Unimplemented",
                "another message: InvalidArgument",
                "a large reply: 4000000",
                "too large a reply: ResourceExhausted",
                "a large request: 4000000",
                "too large a request: ResourceExhausted",
                "many calls at once: 6400",
            ], of: .go)
    }

    @Test("A peer that keeps to the rules and then breaks them sees what the specification says, and no extension")
    func python() async throws {
        try await expect(
            [
                "a call: 1 OK",
                "an error: 3 NOT_FOUND",
                "ids used before, lower, even, zero: 3 INVALID_ARGUMENT, 1 INVALID_ARGUMENT, "
                    + "4 INVALID_ARGUMENT, 0 INVALID_ARGUMENT",
                "unknown method, service: 5 UNIMPLEMENTED, 7 UNIMPLEMENTED",
                "garbage for a request, for a message: 9 INVALID_ARGUMENT, 11 INVALID_ARGUMENT",
                "a frame over the limit: 13 RESOURCE_EXHAUSTED",
                "a reply over the limit: 15 RESOURCE_EXHAUSTED",
                "a deadline: 17 DEADLINE_EXCEEDED",
                "after frames of unknown types and stray data: 19 OK",
                "a stream: 21 data 0, 21 data 1, 21 data 2, 21 data 3, 21 end",
                "a stream that fails: 23 data 0, 23 UNAVAILABLE",
                "a caller that would stream: 25 UNIMPLEMENTED",
                "a unary method asked as a stream: 27 UNIMPLEMENTED",
                "a stream asked as a unary method: 29 UNIMPLEMENTED",
                "a thousand calls at once, beside an unread stream: 1000 OK",
                "a call behind that stream: 3 OK",
                "half a connection: closed",
                "garbage for a frame: closed",
                "frames over the limit, 32 MiB of them, and the header of one more: 1 RESOURCE_EXHAUSTED, "
                    + "3 RESOURCE_EXHAUSTED, 5 RESOURCE_EXHAUSTED, 7 RESOURCE_EXHAUSTED, closed",
            ], of: .python)
    }

    @Test("A server that drains answers a lone call in flight, refuses later ones, and then closes the connection")
    func drain() async throws {
        let (started, release) = (Signal(), Signal())
        let cache = InteropCache(hold: {
            started.raise()
            await release.wait()
        })
        let socket = ForeignPeer.freeSocket()
        try await TestServer.run(
            services: [cache, InteropHealth()], at: .unix(path: socket), configure: { $0.drainPeriod = .seconds(30) }
        ) { server in
            async let output = ForeignPeer.python.run(["drain", socket])
            await started.wait()
            await server.shutDown()
            while server.server.statistics.refusedCalls == 0 { try await Task.sleep(for: .milliseconds(1)) }
            release.raise()
            let lines = try await output.split(separator: "\n").map(String.init)
            #expect(lines == ["a late call: UNAVAILABLE", "the call in flight: 1 OK", "then: closed"])
        }
    }
}
