internal import Postgres

/// What a database answered, as its operator needs to read it: with the server's own words, which a service would
/// keep to itself.
struct DatabaseFailure: Error, CustomStringConvertible {
    let error: PostgresError

    var description: String { "\(error.message) \(error)" }

    /// Runs the body, and makes its database's errors readable.
    static func explained<Value>(_ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch let error as PostgresError { throw DatabaseFailure(error: error) }
    }
}
