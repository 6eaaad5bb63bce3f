import Foundation
import TestSupport
import Testing

@Suite("Clients of another make and the services as they run", .stack())
struct ForeignClientTests {
    /// Two courses as the gateway tells them, in the words of the peers, and their ids with one of no course between.
    private func courses(_ stack: Stack) async throws -> (line: String, ids: [String]) {
        let courses = try await stack.allCourses().prefix(2).map { course in
            let id = try #require(course["id"] as? String).replacing("-", with: "")
            let title = try #require(course["title"] as? String)
            let price = try #require(course["price_cents"] as? Int)
            let currency = try #require(course["currency"] as? String)
            return (id: id, text: "\(id) \(title) \(price) \(currency)")
        }
        let unknown = String(repeating: "0", count: 32)
        return (
            "courses: \(courses.map(\.text).sorted().joined(separator: ", "))",
            [courses[0].id, unknown, courses[1].id]
        )
    }

    private func address(of part: Stack.Part, _ stack: Stack) throws -> String {
        "127.0.0.1:\(try #require(stack.rpcPort(of: part)))"
    }

    @Test("Go's ttrpc 1.1.1 reads courses and the health, keeps values in the cache, and is refused what it may not")
    func go() async throws {
        let stack = try #require(Stack.current)
        let (line, ids) = try await courses(stack)
        let command = ["services", try address(of: .course, stack), try address(of: .cache, stack)] + ids
        let output = try await ForeignPeer.go.run(command)
        #expect(
            output.split(separator: "\n").map(String.init) == [
                line,
                "health: SERVING",
                "health of another service: NotFound",
                "an unknown method: Unimplemented",
                "a call without an identity: Unauthenticated",
                "too many ids: InvalidArgument",
                "too large a request: ResourceExhausted",
                "cached: true a value of Go's",
                "cached: false ",
            ])
    }

    @Test("A peer that knows the specification alone reads courses, and sees its rules kept")
    func python() async throws {
        let stack = try #require(Stack.current)
        let (line, ids) = try await courses(stack)
        let output = try await ForeignPeer.python.run(["services", try address(of: .course, stack)] + ids)
        #expect(
            output.split(separator: "\n").map(String.init) == [
                line,
                "health: 1",
                "an unknown method: 5 UNIMPLEMENTED",
                "an id that was used before: 3 INVALID_ARGUMENT",
                "an expired call: 7 DEADLINE_EXCEEDED",
                "too large a request: 9 RESOURCE_EXHAUSTED",
                "a unary method asked as a stream: 11 UNIMPLEMENTED",
                "the health as a stream: 13 data 1",
            ])
    }
}
