import CAllocationCounter
import Logging
import Messages
import NIOCore
import RPC
import ServiceLifecycle
import Stubs
import Testing

/// Counts what the process allocates, so nothing else may run beside it: a target of its own.
@Suite("Allocations of calls", .serialized, .timeLimit(.minutes(2)))
struct CallAllocationTests {
    private struct Service: HealthHandler {
        func check(
            _ request: HealthV1.HealthCheckRequest, context: CallContext
        ) async throws -> HealthV1.HealthCheckResponse {
            .make { $0.status = .serving }
        }

        func watch(
            _ request: HealthV1.HealthCheckRequest, context: CallContext,
            responses: ResponseWriter<HealthV1.HealthCheckResponse>
        ) async throws {}
    }

    /// Runs the body with a client of a server on a socket.
    private func withClient(_ body: (HealthClient) async throws -> Void) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let (addresses, announce) = AsyncStream<RPCAddress>.makeStream()
        let server = RPCServer(
            configuration: .init(address: .tcp(host: "127.0.0.1", port: 0)), services: [Service()], logger: logger,
            onListening: { announce.yield($0) })
        let group = ServiceGroup(services: [server], logger: logger)
        let running = Task { try await group.run() }
        for await address in addresses.prefix(1) {
            try await body(
                HealthClient(channel: RPCClient(configuration: .init(addresses: [address]), logger: logger)))
        }
        await group.triggerGracefulShutdown()
        try await running.value
    }

    private func call(_ client: HealthClient, times: Int) async throws {
        for _ in 0..<times {
            let options = CallOptions(deadline: .now() + .seconds(30))
            let reply = try await client.check(.make { $0.service = "lyceum" }, options: options)
            guard reply.status == .serving else { throw Status(code: .internalError, message: "not serving") }
        }
    }

    @Test("A call over a socket allocates so often, both sides and both messages together", .disabled(if: isSanitized))
    func perCall() async throws {
        try await withClient { client in
            try await call(client, times: 1000)
            let before = lyceum_allocation_count()
            try await call(client, times: 10_000)
            let perCall = Double(lyceum_allocation_count() - before) / 10_000
            // 52.2 were counted in a debug build (a release build has fewer than 10). Whoever lowers the count lowers the limit.
            #expect(perCall <= Self.limit, "\(perCall) allocations a call")
            #expect(perCall >= 1, "the counter does not count")
        }
    }

    @Test("A million calls of 64 callers leave no memory behind")
    func flatMemory() async throws {
        try await withClient { client in
            func makeCalls(_ count: Int) async throws {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<64 { group.addTask { try await call(client, times: count / 64) } }
                    try await group.waitForAll()
                }
            }
            try await makeCalls(64_000)
            let before = lyceum_allocated_bytes()
            try await makeCalls(1_000_000)
            // The 64 tasks have a kilobyte each, which other threads may still be giving back.
            let patience = ContinuousClock.now + .seconds(10)
            while lyceum_allocated_bytes() >= before + 64 * 1024, .now < patience {
                try await Task.sleep(for: .milliseconds(10))
            }
            let after = lyceum_allocated_bytes()
            // A byte a call would be 1,000,000.
            #expect(after < before + 64 * 1024, "\(after - before) bytes more are in use")
        }
    }

    private static let limit = 60.0
    private static let isSanitized = lyceum_allocation_count() == 0
}
