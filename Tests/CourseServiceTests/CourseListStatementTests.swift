import FoundationEssentials
import Testing

@testable import CourseService

@Suite("List statements")
struct CourseListStatementTests {
    @Test("every shape has a statement with a name of its own")
    func names() {
        let names = Set(CourseListStatement.all.map(\.statement.name))
        #expect(CourseListShape.all.count == 256)
        #expect(Set(CourseListShape.all).count == 256)
        #expect(names.count == 256)
    }

    @Test("no tag, parameter name or comment is left in a statement")
    func rendering() {
        for statement in CourseListStatement.all.map(\.statement) {
            #expect(!statement.sql.contains("--"), "\(statement.name)")
            #expect(!statement.sql.contains(/\$[a-z]/), "\(statement.name)")
            #expect(statement.sql.contains("$1"), "\(statement.name)")
        }
    }

    @Test("words and creator need the search statement, facets do not")
    func template() {
        #expect(name(CourseFilter()) == "list_courses_newest_page")
        #expect(
            name(CourseFilter(category: "c", level: "l", isFree: true))
                == "list_courses_newest_category_level_price_page")
        #expect(name(CourseFilter(words: "w")) == "search_courses_newest_words_page")
        #expect(name(CourseFilter(creatorID: UUID())) == "search_courses_newest_creator_page")
    }

    @Test("a cursor and each order have statements of their own")
    func orders() {
        for sort in CourseSort.allCases {
            let position = CourseListPosition(key: .title("t"), id: UUID())
            let query = CourseListQuery(sort: sort, start: .after(position), limit: 1)
            #expect(CourseListStatement.of(query).statement.name == "list_courses_\(sort)_after")
        }
    }

    private func name(_ filter: CourseFilter) -> String {
        CourseListStatement.of(CourseListQuery(filter: filter, limit: 10)).statement.name
    }
}
