import NIOCore
import Testing

@testable import RPC

@Suite("Connections and servers are replaced under load, and no call fails", .serialized, .timeLimit(.minutes(5)))
struct ReplacementTests {
    /// Makes calls that may not be repeated from 64 tasks until the body returns; returns the failures.
    static func failures(_ client: RPCClient, while body: @Sendable () async throws -> Void) async throws -> [String] {
        let isOver = Signal()
        return try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<64 {
                group.addTask {
                    var failures: [String] = []
                    while !isOver.isRaised {
                        do {
                            _ = try await client.call("x", TestService.write)
                        } catch {
                            failures.append("\(error)")
                        }
                    }
                    return failures
                }
            }
            defer { isOver.raise() }
            try await body()
            isOver.raise()
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    @Test("Before a connection's ids run out it is replaced")
    func ids() async throws {
        try await TestServer.run(.echo) { server in
            try await withClient(of: [server.address], configure: { $0.limits.lastUsableStreamID = 401 }) { client in
                let failures = try await Self.failures(client) {
                    while !Task.isCancelled, server.server.statistics.acceptedConnections < 10 { await Task.yield() }
                }
                #expect(failures == [])
            }
        }
    }

    @Test("A connection that is old enough is replaced")
    func age() async throws {
        try await TestServer.run(.echo, configure: { $0.maximumConnectionAge = .milliseconds(1500) }) { server in
            try await withClient(of: [server.address]) { client in
                let failures = try await Self.failures(client) {
                    while !Task.isCancelled, server.server.statistics.acceptedConnections < 3 { await Task.yield() }
                }
                #expect(failures == [])
            }
        }
    }

    @Test("A client whose connection ends because nothing happened on it is told before, and makes another one at once")
    func idleness() async throws {
        try await TestServer.run(
            .echo, configure: { $0.limits.connection.idleTimeout = .milliseconds(1200) }
        ) { server in
            try await withClient(of: [server.address]) { client in
                let options = CallOptions(deadline: .distantFuture, waitForReady: true)
                let told = "the server asked for another connection"
                // On a busy machine a connection may end before its first call, and then without a word.
                for _ in 0..<10 where client.statistics.endpoints.first?.lastError != told {
                    _ = await client.code("x", TestService.read, options)
                    let connects = client.statistics.endpoints.map(\.connects)
                    while client.statistics.endpoints.map(\.connects) == connects {
                        try await Task.sleep(for: .milliseconds(5))
                    }
                }
                #expect(client.statistics.endpoints.map(\.lastError) == [told])
                #expect(await client.code("x", TestService.read, options) == .ok)
            }
        }
    }

    @Test("Three replicas are restarted in turn, twice each")
    func rollingRestart() async throws {
        let replicas = Replicas()
        for _ in 0..<3 { try await replicas.start(at: .temporarySocket()) }
        try await withClient(of: replicas.all.map(\.address)) { client in
            await client.waitUntilAllReady()
            let failures = try await Self.failures(client) {
                for _ in 0..<6 {
                    let old = replicas.removeFirst()
                    await old.stop()
                    #expect(old.server.statistics.callsInFlight == 0)
                    let new = try await replicas.start(at: old.address)
                    // It gets calls again before the next one leaves.
                    while !Task.isCancelled, new.server.statistics.startedCalls == 0 { await Task.yield() }
                }
            }
            #expect(failures == [])
        }
        for replica in replicas.all { await replica.stop() }
    }
}

extension RPCAddress {
    fileprivate static func temporarySocket() -> RPCAddress {
        .unix(path: "/tmp/lyceum-rpc-\(UInt64.random(in: 0 ... .max)).socket")
    }
}
