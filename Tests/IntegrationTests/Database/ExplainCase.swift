import Postgres

@testable import CourseService

/// One execution of a statement whose plan is looked at.
struct ExplainCase {
    /// A parameter: its type, and its value as SQL writes it.
    typealias Argument = (type: String, value: String)

    let statement: PostgresStatement
    let arguments: [Argument]
    /// The most rows that the plan may read.
    let rowLimit: Int

    /// Commands after which `EXECUTE explained` is the statement with these values.
    var preparation: String {
        let types = arguments.isEmpty ? "" : "(\(arguments.map(\.type).joined(separator: ", ")))"
        return "PREPARE explained \(types) AS \(statement.sql)"
    }

    var execution: String {
        let values = arguments.isEmpty ? "" : "(\(arguments.map(\.value).joined(separator: ", ")))"
        return "EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) EXECUTE explained \(values)"
    }

    var description: String {
        "\(statement.name) \(arguments.map(\.value).joined(separator: " ").prefix(200))"
    }
}
