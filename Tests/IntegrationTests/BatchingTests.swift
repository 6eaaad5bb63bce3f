import Foundation
import Testing

@Suite("Uncached reads under load", .stack(["LYCEUM_CACHE": "off"]), .serialized)
struct BatchingTests {
    @Test("64 clients reading random courses cost at most 60 statements per 1,000 requests, and no answer is mixed up")
    func batching() async throws {
        let stack = try #require(Stack.current)
        let rows = try await stack.allCourses().reduce(into: [String: NSDictionary]()) { rows, course in
            if let id = course["id"] as? String { rows[id] = NSDictionary(dictionary: course) }
        }
        let ids = Array(rows.keys)
        let statements = "lyceum_postgres_statements_total"
        let before = try await stack.metric(statements, of: .course)
        let expected = UncheckedRows(rows)
        let requests = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<64 {
                group.addTask {
                    for _ in 0..<100 {
                        let id = ids.randomElement() ?? ""
                        let answer = try await stack.get("/api/v1/courses/\(id)")
                        #expect(answer.status == 200)
                        #expect(NSDictionary(dictionary: answer.json) == expected[id])
                    }
                    return 100
                }
            }
            return try await group.reduce(0, +)
        }
        let cost = try await stack.metric(statements, of: .course) - before
        #expect(requests == 6_400)
        #expect(cost * 1_000 / Double(requests) <= 60, "\(cost) statements for \(requests) requests")
        #expect(cost > 0)
    }
}

/// Rows that all tasks compare with; they are never changed.
private struct UncheckedRows: @unchecked Sendable {
    private let rows: [String: NSDictionary]

    init(_ rows: [String: NSDictionary]) {
        self.rows = rows
    }

    subscript(id: String) -> NSDictionary? { rows[id] }
}
