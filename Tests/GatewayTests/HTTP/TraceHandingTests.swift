import HTTPTypes
import HummingbirdTesting
import NIOCore
import RPC
import Testing

@testable import Gateway

@Suite("Traces of clients at a gateway without a tracer", .timeLimit(.minutes(2)))
struct TraceHandingTests {
    private static let id = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
    private static let unsampled = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"
    private static let sampled = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    private let gateway = TestGateway()

    /// Makes a request that calls by itself, and one whose call others could share. Neither answer names a span.
    private func makeRequests(_ trace: HTTPFields) async throws {
        try await gateway.run { client in
            var headers = trace
            headers[.contentType] = "application/json"
            let ranks = try await client.execute(
                uri: "/api/v1/leaderboard/ranks", method: .post, headers: headers,
                body: ByteBuffer(string: #"{"user_ids":["\#(Self.id)"]}"#))
            let course = try await client.get("/api/v1/courses/\(Self.id)", trace)
            let name = try #require(HTTPField.Name.traceparent)
            for answer in [ranks, course] {
                #expect(answer.status == .ok)
                #expect(answer.headers[name] == nil)
            }
        }
    }

    private func fields(_ parent: String, _ state: String) throws -> HTTPFields {
        let parentName = try #require(HTTPField.Name.traceparent)
        let stateName = try #require(HTTPField.Name.tracestate)
        return [parentName: parent, stateName: state]
    }

    @Test(
        "A request's own call carries the client's span, flag and state as they came; a batch carries nobody's",
        arguments: [sampled, unsampled])
    func handedOn(parent: String) async throws {
        try await makeRequests(fields(parent, "congo=t61rcWkgMzE"))
        let trace: Metadata = ["traceparent": parent, "tracestate": "congo=t61rcWkgMzE"]
        #expect(gateway.leaderboard.rankCalls == [trace])
        #expect(gateway.catalogue.current.courseCalls == [Metadata()])
    }

    @Test("Calls carry no trace where the client names none")
    func noTrace() async throws {
        try await makeRequests([:])
        #expect(gateway.leaderboard.rankCalls == [Metadata()])
        #expect(gateway.catalogue.current.courseCalls == [Metadata()])
    }

    @Test("What is not valid is not handed on, nor is the state beside it", arguments: [sampled + "-more", "forged"])
    func invalid(parent: String) async throws {
        try await makeRequests(fields(parent, "a=1"))
        #expect(gateway.leaderboard.rankCalls == [Metadata()])
    }

    @Test("The trace joins what a call carries besides")
    func besides() throws {
        let account = try RequestAccount(fields(Self.sampled, "a=1"))
        let options = account.handingTraceOn(in: CallOptions(deadline: .now(), metadata: ["key": "value"]))
        let joined: Metadata = ["key": "value", "traceparent": Self.sampled, "tracestate": "a=1"]
        #expect(options.metadata == joined)
    }
}
