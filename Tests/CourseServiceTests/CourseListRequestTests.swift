import FoundationEssentials
import Messages
import NIOCore
import RPC
import Testing

@testable import CourseService

@Suite("List request")
struct CourseListRequestTests {
    typealias Draft = CourseV1.ListCoursesRequest.Draft

    @Test("is read field by field")
    func fields() throws {
        let creator = UUID()
        let query = try query {
            $0.category = "music"
            $0.level = "advanced"
            $0.price = .paid
            $0.query = "  piano   chords "
            $0.creatorID = creator
            $0.sort = .rating
            $0.page = 3
            $0.limit = 20
        }
        #expect(
            query
                == CourseListQuery(
                    filter: CourseFilter(
                        category: "music", level: "advanced", isFree: false, words: "piano   chords", creatorID: creator
                    ),
                    sort: .rating, start: .offset(40), limit: 20))
    }

    @Test("empty filters are no filters")
    func noFilters() throws {
        #expect(try query { $0.query = " \n" } == CourseListQuery(limit: 10))
    }

    @Test("a cursor takes the place of the page")
    func cursor() throws {
        let position = CourseListPosition(key: .enrollments(7), id: UUID())
        let query = try query {
            $0.sort = .popular
            $0.level = "beginner"
            $0.page = -1
            $0.cursor = CourseCursor(position).bytes(of: CourseFilter(level: "beginner"))
        }
        #expect(query.start == .after(position))
    }

    /// A request that is wrong in one field.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let field: String
        let make: @Sendable (borrowing Draft) -> Void

        init(_ field: String, _ make: @escaping @Sendable (borrowing Draft) -> Void) {
            self.field = field
            self.make = make
        }

        var testDescription: String { field }
    }

    static let mistakes = [
        Mistake("limit") { $0.limit = 0 }, Mistake("limit") { $0.limit = 101 }, Mistake("page") { $0.page = 0 },
        Mistake("page") { $0.page = 1_001 }, Mistake("page") { $0.page = .max },
        Mistake("level") { $0.level = "Beginner" },
        Mistake("category") { $0.category = String(repeating: "c", count: 65) },
        Mistake("query") { $0.query = String(repeating: "q", count: 201) },
        Mistake("cursor") { $0.cursor = ByteBuffer(string: "nonsense") },
        Mistake("cursor") {
            let position = CourseListPosition(key: .enrollments(7), id: UUID())
            $0.cursor = CourseCursor(position).bytes(of: CourseFilter())
        },
    ]

    @Test("what is wrong is named", arguments: mistakes)
    func wrong(mistake: Mistake) throws {
        let status = #expect(throws: Status.self) { try query(mistake.make) }
        #expect(status?.code == .invalidArgument)
        #expect(status?.fieldViolations.map(\.field) == [mistake.field])
    }

    @Test("the deepest page ends at 10,000 courses")
    func depth() throws {
        let query = try query {
            $0.limit = 100
            $0.page = 100
        }
        #expect(query.start == .offset(9_900))
    }

    private func query(_ change: (borrowing Draft) -> Void) throws -> CourseListQuery {
        try CourseListQuery(
            .make {
                $0.limit = 10
                $0.page = 1
                change($0)
            })
    }
}
