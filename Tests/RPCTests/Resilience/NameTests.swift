import NIOCore
import RPC
import Synchronization
import Testing

@Suite("Clients of a name", .timeLimit(.minutes(2)))
struct NameTests {
    /// Says what the test has told it.
    private final class Registry: NameResolver {
        struct Unknown: Error {}

        let known = Mutex<[String]?>(nil)
        let questions = Atomic<Int>(0)

        func addresses(of host: String) async throws -> [String] {
            questions.wrappingAdd(1, ordering: .relaxed)
            guard let known = known.withLock({ $0 }) else { throw Unknown() }
            return known
        }

        func set(_ ips: [String]?) { known.withLock { $0 = ips } }
    }

    /// Two servers at the same port of two addresses, and a client of the name that stands for them.
    private func withReplicas(
        _ registry: Registry, _ body: @Sendable (RPCClient, TestServer, TestServer) async throws -> Void
    ) async throws {
        try await TestServer.run(TestService.echo) { first in
            guard case .tcp(_, let port) = first.address else { return }
            try await TestServer.run(TestService.echo, at: .tcp(host: "127.0.0.2", port: port)) { second in
                try await withClient(of: [.tcp(host: "replicas.test", port: port)]) { configuration in
                    configuration.resolver = registry
                    configuration.resolutionInterval = .seconds(1)
                } _: { client in
                    try await body(client, first, second)
                }
            }
        }
    }

    private func call(_ client: RPCClient, waitForReady: Bool = false) async throws {
        let options = CallOptions(deadline: .now() + .seconds(20), waitForReady: waitForReady)
        #expect(try await client.call("hello", TestService.read, options) == "hello")
    }

    @Test("Every address of a name gets calls; those that are added join, those that vanish are left without a failure")
    func changes() async throws {
        let registry = Registry()
        registry.set(["127.0.0.1"])
        try await withReplicas(registry) { client, first, second in
            try await call(client, waitForReady: true)
            #expect(second.server.statistics.acceptedConnections == 0)
            registry.set(["127.0.0.1", "127.0.0.2"])
            // Calls go on meanwhile, and none fails.
            while second.server.statistics.startedCalls == 0 { try await call(client) }
            registry.set(["127.0.0.2"])
            while first.server.statistics.openConnections > 0 { try await call(client) }
            #expect(client.statistics.endpoints.map(\.address.description).allSatisfy { $0.hasPrefix("127.0.0.2:") })
        }
    }

    @Test("A name that is not known yet fails calls at once, unless they wait for it")
    func unknown() async throws {
        let registry = Registry()
        try await withReplicas(registry) { client, _, _ in
            let error = await #expect(throws: Status.self) { try await call(client) }
            #expect(error?.code == .unavailable)
            async let waiting: Void = call(client, waitForReady: true)
            registry.set(["127.0.0.1"])
            try await waiting
            // What is known outlives a registry that is away.
            registry.set(nil)
            let before = registry.questions.load(ordering: .relaxed)
            while registry.questions.load(ordering: .relaxed) < before + 2 { try await call(client) }
        }
    }
}
