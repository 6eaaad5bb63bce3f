import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOEmbedded
import Testing

@testable import Gateway

@Suite("Requests have tasks of their own", .timeLimit(.minutes(1)))
struct RequestTaskResponderTests {
    @TaskLocal private static var mark = ""

    private typealias Body = @Sendable () async throws -> Void

    private func respond(_ body: @escaping Body) async throws -> Response {
        let responder = RequestTaskResponder(
            CallbackResponder<GatewayContext> { _, _ in
                try await body()
                return Response(status: .accepted)
            })
        let request = Request(
            head: HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/"), body: .init(buffer: .init()))
        let source = ApplicationRequestContextSource(
            channel: EmbeddedChannel(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await responder.respond(to: request, context: GatewayContext(source: source))
    }

    private static var task: Int? { withUnsafeCurrentTask { $0?.hashValue } }

    @Test("the connection's task only waits, so that it does not keep what a request needed")
    func ownTask() async throws {
        let connection = Self.task
        let response = try await respond { #expect(Self.task != connection) }
        #expect(response.status == .accepted)
    }

    @Test("it sees the values of the connection's task, and its errors reach it")
    func values() async throws {
        try await Self.$mark.withValue("seen") {
            _ = try await respond { #expect(Self.mark == "seen") }
        }
        await #expect(throws: CancellationError.self) { _ = try await respond { throw CancellationError() } }
    }

    @Test("the end of the connection's task cancels it")
    func cancellation() async throws {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let connection = Task {
            try await respond {
                start.yield()
                try await Task.sleep(for: .seconds(600))
            }
        }
        for await _ in started.prefix(1) { connection.cancel() }
        await #expect(throws: CancellationError.self) { _ = try await connection.value }
    }
}
