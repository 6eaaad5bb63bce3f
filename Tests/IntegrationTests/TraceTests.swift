import Foundation
import Testing

@Suite("Traces through all processes", .timeLimit(.minutes(5)))
struct TraceTests {
    private static let ranked = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let looked = "4bf92f3577b34da6a3ce929d0e0e4737"

    private let collector = TraceCollector()

    /// The spans of two requests, one that calls by itself and one whose call is shared, each with a trace of its client's.
    private func spans() async throws -> [CollectedSpan] {
        try await collector.run { port in
            let settings = [
                "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:\(port)",
                // Only the end of the processes sends them.
                "LYCEUM_TRACE_INTERVAL": "60s",
            ]
            try await Stack.run(settings) { stack in
                try await SmallCatalogue.load(into: stack)
                let id = try #require(try await stack.allIDs().first)
                // A cache that is not connected yet would be left out.
                while try await stack.metric("lyceum_dependency_up", of: .gateway) < 3 {
                    try await Task.sleep(for: .milliseconds(20))
                }
                _ = try await stack.post(
                    "/api/v1/leaderboard/ranks", "{\"user_ids\":[\"\(id)\"]}",
                    headers: [
                        "content-type": "application/json",
                        "traceparent": "00-\(Self.ranked)-00f067aa0ba902b7-01",
                    ])
                let answer = try await stack.get(
                    "/api/v1/courses/\(id)", headers: ["traceparent": "00-\(Self.looked)-00f067aa0ba902b7-01"])
                #expect(answer.headers["traceparent"].first?.contains(Self.looked) == true)
                _ = try await stack.get("/health/ready")
            }
        }
        return collector.spans
    }

    private func only(_ spans: [CollectedSpan], _ service: String, _ name: String) throws -> CollectedSpan {
        let found = spans.filter { $0.service == service && $0.name == name }
        #expect(found.count == 1, "\(name) of \(service) in \(spans)")
        return try #require(found.first)
    }

    @Test("One trace goes from the client through the gateway to the service; a batch links to those who wait for it")
    func trace() async throws {
        let spans = try await spans()
        let ranks = "lyceum.leaderboard.v1.LeaderboardService/BatchGetRanks"
        let ranked = spans.filter { $0.traceID == Self.ranked }
        let ranksRequest = try only(ranked, "lyceum-gateway", "POST /api/v1/leaderboard/ranks")
        let ranksCall = try only(ranked, "lyceum-gateway", ranks)
        let ranksServed = try only(ranked, "lyceum-leaderboard", ranks)
        #expect(ranksRequest.parentID == "00f067aa0ba902b7")
        #expect(ranksCall.parentID == ranksRequest.id)
        #expect(ranksServed.parentID == ranksCall.id)

        let request = try only(
            spans.filter { $0.traceID == Self.looked }, "lyceum-gateway", "GET /api/v1/courses/{id}")
        let batch = try #require(spans.first { $0.service == "lyceum-gateway" && $0.links == [request.id] })
        #expect(batch.name == "Load course.v1")
        #expect(batch.traceID != Self.looked)
        #expect(batch.parentID == nil)
        let get = "lyceum.course.v1.CourseService/BatchGetCourses"
        let called = spans.filter { $0.traceID == batch.traceID }
        let call = try only(called, "lyceum-gateway", get)
        let served = try only(called, "lyceum-course", get)
        #expect(call.parentID == batch.id)
        #expect(served.parentID == call.id)
        // The service, too, answers the calls of several gateways by one statement.
        #expect(spans.contains { $0.service == "lyceum-course" && $0.links == [served.id] })
        // The cache was asked first.
        #expect(called.contains { $0.service == "lyceum-cache" && $0.name.hasSuffix("/GetMany") })
        #expect(!spans.contains { $0.name.contains("/health") })
    }
}
