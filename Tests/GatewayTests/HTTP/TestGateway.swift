import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import RPC
import ServiceKit
import Stubs
import Tracing

@testable import Gateway

/// The whole gateway on a socket, in front of services in this process.
struct TestGateway {
    private static let identityKey = SecretBytes([UInt8](repeating: 7, count: 32))

    let catalogue = StubCatalogue()
    let leaderboard = RecordingLeaderboard(key: identityKey)
    /// Nil to ask the services always.
    var cache: CacheTier?
    private let key = IssuerKey.es256("ec")

    /// Runs the gateway while the closure does.
    func run(_ body: @Sendable @escaping (any TestClientProtocol) async throws -> Void) async throws {
        try await run(changing: { _ in }, body)
    }

    func run(
        changing change: (inout GatewayConfiguration) -> Void = { _ in }, tracer: (any Tracer)? = nil,
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: @Sendable @escaping (any TestClientProtocol) async throws -> Void
    ) async throws {
        try await server(changing: change, tracer: tracer, logger: logger).application().test(.live, body)
    }

    func server(
        changing change: (inout GatewayConfiguration) -> Void = { _ in }, tracer: (any Tracer)? = nil,
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) async throws -> GatewayServer {
        var configuration = GatewayConfiguration(
            address: HostPort(host: "127.0.0.1", port: 0), cursorKey: [UInt8](repeating: 1, count: 32))
        configuration.requestTimeout = .seconds(60)
        configuration.shortestWrite = .seconds(60)
        configuration.receiveTimeout = .seconds(60)
        configuration.drainGrace = .zero
        change(&configuration)
        let courses = CourseServiceClient(channel: Self.channel(catalogue))
        let boards = LeaderboardServiceClient(channel: Self.channel(leaderboard))
        let signer = IdentitySigner(key: Self.identityKey)
        return GatewayServer(
            configuration: configuration, courses: courses, leaderboard: boards,
            entities: try Entities(
                courses: courses, leaderboard: boards, cache: cache, nearCache: configuration.nearCache),
            authentication: Authentication(
                tokens: try await TestIssuer([key]).verifier(), signer: signer,
                users: try UserProvisioner(
                    service: boards, signer: signer, limit: .seconds(60), logger: logger)),
            health: HealthMonitor(role: .gateway, checks: [], logger: logger), logger: logger, tracer: tracer)
    }

    private static func channel(_ service: any RPCService) -> some RPCChannel {
        InterceptedChannel(InProcessChannel(services: [service]), AccountingInterceptor())
    }

    /// The header of somebody who has signed in.
    func signedIn(as role: String = "learner") throws -> HTTPFields {
        [.authorization: "Bearer \(try key.token(TestIssuer.claims(["role": "\"\(role)\""])))"]
    }
}

extension TestClientProtocol {
    func get(_ uri: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await execute(uri: uri, method: .get, headers: headers)
    }
}
