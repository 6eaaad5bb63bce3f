/// What one connection has prepared.
///
/// A name is marked as prepared when PREPARE is sent, not when it succeeds, so that the next statement can follow in
/// the same pipeline. The generation tells an old failure from a newer preparation of the same name.
struct PreparedStatements {
    /// What must be sent before a statement can be executed.
    enum Need: Equatable {
        case nothing
        case prepare
        /// The server has it, but with an old plan or other types.
        case replace
    }

    private struct Entry {
        var sql: String
        var types: [PostgresType]
        var generation: Int
        var isStale = false
    }

    private var entries: [String: Entry] = [:]
    private var lastGeneration = 0

    /// Notes that the statement is about to be used with these types.
    mutating func use(_ statement: PostgresStatement, types: [PostgresType]) -> (need: Need, generation: Int) {
        let existing = entries[statement.name]
        if let existing, !existing.isStale, existing.types == types, existing.sql == statement.sql {
            return (.nothing, existing.generation)
        }
        lastGeneration += 1
        entries[statement.name] = Entry(sql: statement.sql, types: types, generation: lastGeneration)
        return (existing == nil ? .prepare : .replace, lastGeneration)
    }

    /// The server does not have this preparation.
    mutating func forget(_ name: String, generation: Int) {
        if entries[name]?.generation == generation { entries[name] = nil }
    }

    /// The server has the name, but it must be replaced.
    mutating func markStale(_ name: String, generation: Int) {
        if entries[name]?.generation == generation { entries[name]?.isStale = true }
    }
}
