import NIOCore
import NIOPosix
import RPC
import Synchronization
import Testing

@Suite("Many connections", .timeLimit(.minutes(3)))
struct ConnectionStormTests {
    /// What a connection sends before it is dropped.
    private static let beginnings = [
        [], [0], Array("GET / HTTP/1.1\r\n\r\n".utf8), [0, 0, 0, 9, 0, 0, 0, 1, 1, 0, 7],
        Array(repeating: 0xFF, count: 64),
    ]

    /// Makes one call after the other.
    /// - Returns: how many.
    private static func call(_ client: RPCClient, until isOver: borrowing Mutex<Bool>) async throws -> Int {
        var count = 0
        while !isOver.withLock({ $0 }) {
            let text = try await client.call("\(count)")
            #expect(text == "\(count)")
            count += 1
        }
        return count
    }

    @Test("10,000 are opened and dropped: none is left, and another client's calls do not notice")
    func dropped() async throws {
        try await TestServer.run(TestService.echo) { server in
            guard case .tcp(let host, let port) = server.address else { return }
            try await withClient(of: [server.address]) { client in
                #expect(try await client.call("first") == "first")
                let isOver = Mutex(false)
                async let calls = Self.call(client, until: isOver)
                for wave in 0..<20 {
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for number in 0..<500 {
                            group.addTask {
                                let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                                    .connect(host: host, port: port).get()
                                let bytes = Self.beginnings[(wave + number) % Self.beginnings.count]
                                // The server may have closed a connection that brought garbage.
                                try? await channel.writeAndFlush(ByteBuffer(bytes: bytes))
                                try? await channel.close()
                            }
                        }
                        try await group.waitForAll()
                    }
                }
                while server.server.statistics.openConnections > 1 { try await Task.sleep(for: .milliseconds(5)) }
                #expect(server.server.statistics.acceptedConnections == 10_001)
                isOver.withLock { $0 = true }
                let count = try await calls
                #expect(count > 0)
                #expect(try await client.call("last") == "last")
                #expect(client.statistics.endpoints.map(\.connects) == [1])
            }
        }
    }
}
