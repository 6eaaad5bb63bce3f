import Testing

@testable import CourseService

@Suite("Statement template")
struct StatementTemplateTests {
    enum Parameter: String {
        case first
        case second
    }

    let template = StatementTemplate(
        name: "pick",
        sql: """
            -- A comment.
            SELECT 1
            WHERE true
                AND a = $second --? one
                -- Another comment.
                AND b = $first AND c = $second --? one two
                AND d = $first::text
            """)

    @Test("keeps the lines of which all tags are on, and no comments")
    func lines() {
        let (statement, _) = template.statement(tags: ["one"], parameters: Parameter.self)
        #expect(
            statement.sql.split(separator: "\n").map { String($0.trimmingPrefix { $0 == " " }) } == [
                "SELECT 1", "WHERE true", "AND a = $1 ", "AND d = $2::text",
            ])
    }

    @Test("numbers parameters in the order of first use, each name once")
    func parameters() {
        let (all, order) = template.statement(tags: ["two", "one"], parameters: Parameter.self)
        #expect(order == [.second, .first])
        #expect(all.sql.contains("b = $2 AND c = $1"))
        #expect(template.statement(tags: [], parameters: Parameter.self).1 == [.first])
    }

    @Test("names the statement after its tags")
    func name() {
        #expect(template.statement(tags: [], parameters: Parameter.self).0.name == "pick")
        #expect(template.statement(tags: ["two", "one"], parameters: Parameter.self).0.name == "pick_two_one")
    }

    @Test("leaves alone what is no parameter")
    func unknownParameters() {
        let other = StatementTemplate(name: "other", sql: "SELECT $nobody, $$text$$, $1")
        #expect(other.statement(tags: [], parameters: Parameter.self).0.sql == "SELECT $nobody, $$text$$, $1\n")
    }
}
