import RPC
import Testing

@Suite("Addresses within the machine", .timeLimit(.minutes(1)))
struct LoopbackTests {
    @Test(
        "Only what can't leave the machine counts as loopback",
        arguments: [
            ("127.0.0.1:1", true), ("127.8.9.1:1", true), ("[::1]:1", true), ("localhost:1", true), ("unix:/a", true),
            ("0.0.0.0:1", false), ("[::]:1", false), ("10.0.0.1:1", false), ("course:1", false),
            ("localhost.example:1", false), ("[::ffff:10.0.0.1]:1", false), ("128.0.0.1:1", false),
        ])
    func loopback(address: String, isLoopback: Bool) throws {
        #expect(try #require(RPCAddress(address)).isLoopback == isLoopback)
    }

    @Test("A server without TLS listens beyond loopback only if it is told to")
    func server() async throws {
        let address = RPCAddress.tcp(host: "0.0.0.0", port: 0)
        let refused = RPCServer(configuration: .init(address: address), services: [], logger: .quiet)
        let error = await #expect(throws: PlaintextRefused.self) { try await refused.run() }
        #expect(error?.address == address)
        try await TestServer.run(
            TestService.echo, at: address, configure: { $0.allowsPlaintextBeyondLoopback = true }
        ) { server in
            guard case .tcp(_, let port) = server.address else { return }
            try await withClient(of: [.tcp(host: "127.0.0.1", port: port)]) { client in
                #expect(await client.code() == .ok)
            }
        }
    }

    /// Resolves every name to an address of another machine; none has it (RFC 5737).
    private struct Elsewhere: NameResolver {
        func addresses(of host: String) async throws -> [String] { ["192.0.2.1"] }
    }

    @Test(
        "A client without TLS does not connect beyond loopback, and says why, also when a name leads there",
        arguments: ["192.0.2.1", "course.test"])
    func client(host: String) async throws {
        try await withClient(
            of: [.tcp(host: host, port: 7101)], configure: { $0.resolver = Elsewhere() }
        ) { client in
            let error = await #expect(throws: Status.self) { try await client.call() }
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains("192.0.2.1:7101 is beyond loopback, and RPC there needs TLS") == true)
        }
    }
}
