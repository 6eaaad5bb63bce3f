import Postgres

/// The statement of one shape of list: an order, a set of filters, and how the page begins.
///
/// Each shape is a statement of its own, for conditions like `$1 IS NULL OR …` would hide from the planner which index
/// serves. There are 256.
struct CourseListStatement: Sendable {
    let statement: PostgresStatement
    let parameters: [CourseListParameter]

    /// The statement that answers a query.
    static func of(_ query: CourseListQuery) -> CourseListStatement {
        guard let statement = byShape[CourseListShape(query)] else {
            // The table is made from CourseListShape.all, which has every value of the type.
            preconditionFailure("A shape without a statement")
        }
        return statement
    }

    /// The statements of all shapes.
    static let all = CourseListShape.all.map(CourseListStatement.init)

    private static let byShape = Dictionary(uniqueKeysWithValues: zip(CourseListShape.all, all))

    private static let facets = StatementTemplate(
        name: "list_courses", sql: String(decoding: PackageResources.list_courses_sql, as: UTF8.self))
    private static let search = StatementTemplate(
        name: "search_courses", sql: String(decoding: PackageResources.search_courses_sql, as: UTF8.self))

    private init(_ shape: CourseListShape) {
        let template = shape.needsSearch ? Self.search : Self.facets
        (statement, parameters) = template.statement(
            tags: shape.tags, implying: shape.hasCreator ? [] : ["everyone"], parameters: CourseListParameter.self)
    }

    /// The values of the statement's parameters in their order.
    func parameters(for query: CourseListQuery) -> PostgresParameters {
        var values = PostgresParameters()
        for parameter in parameters { parameter.append(to: &values, from: query) }
        return values
    }
}
