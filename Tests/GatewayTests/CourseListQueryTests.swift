import FoundationEssentials
import HTTPTypes
import Hummingbird
import Messages
import NIOCore
import Testing

@testable import Gateway

@Suite("Parameters of the catalogue")
struct CourseListQueryTests {
    private let cursors = CursorSigner(key: Array("0123456789abcdef".utf8))

    private func list(_ text: String) throws -> CourseListQuery {
        let head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/x?\(text)")
        let request = Request(head: head, body: .init(buffer: ByteBuffer()))
        return try CourseListQuery(QueryReader(request, allowed: CourseListQuery.parameters), cursors: cursors)
    }

    @Test("Nothing given means the newest 20 of all")
    func defaults() throws {
        let request = try list("").request
        #expect(request.limit == 20)
        #expect(request.page == 1)
        #expect(request.sort == .newest)
        #expect(request.price == .any)
        #expect(request.creatorID == nil)
        #expect(request.cursor.readableBytes == 0)
    }

    @Test("Every filter reaches the service")
    func filters() throws {
        let creator = UUID()
        let request = try list(
            "category=data&level=advanced&is_free=true&q=swift%20nio&creator=\(creator)&sort=rating&limit=5&page=3"
        ).request
        #expect(request.category == "data")
        #expect(request.level == "advanced")
        #expect(request.price == .free)
        #expect(request.query == "swift nio")
        #expect(request.creatorID == creator)
        #expect(request.sort == .rating)
        #expect(request.limit == 5)
        #expect(request.page == 3)
    }

    @Test("A page beyond item 10,000 is refused and names cursor")
    func depth() throws {
        _ = try list("limit=100&page=100")
        let problem = #expect(throws: Problem.self) { try list("limit=100&page=101") }
        #expect(problem?.detail.contains("cursor") == true)
    }

    @Test("A cursor of this list is passed on, without a page number")
    func cursor() throws {
        let cursor = cursors.signed(ByteBuffer(string: "position"), for: "courses")
        #expect(try String(buffer: list("cursor=\(cursor)").request.cursor) == "position")
        #expect(throws: Problem.self) { try list("cursor=\(cursor)&page=2") }
    }

    @Test("The longest cursor that the service makes is taken: that of a title of 200 characters of four bytes")
    func longestCursor() throws {
        // The version, the order, the fingerprint, the title with its length, the id.
        let position = ByteBuffer(repeating: 0xFF, count: 1 + 1 + 8 + 2 + 200 * 4 + 16)
        let cursor = cursors.signed(position, for: "courses")
        #expect(cursor.count == 1_126)
        #expect(try list("cursor=\(cursor)").request.cursor == position)
    }

    @Test("A category has as many characters as the service and the contract say, and one more is refused by its name")
    func category() throws {
        #expect(try list("category=\(String(repeating: "x", count: 64))").request.category.count == 64)
        let problem = #expect(throws: Problem.self) { try list("category=\(String(repeating: "x", count: 65))") }
        #expect(problem?.faults.map(\.place) == [.parameter("category")])
    }

    @Test(
        "Bad values are refused",
        arguments: ["level=expert", "sort=oldest", "is_free=yes", "creator=me", "limit=0", "page=0", "cursor=abc"])
    func refusals(query: String) {
        #expect(throws: Problem.self) { try list(query) }
    }
}
