import Postgres

/// How many users are on the board, and when.
struct BoardCount {
    static let parameters = {
        var parameters = PostgresParameters()
        parameters.append(Board.name)
        return parameters
    }()

    let total: Int64
    let asOfMicroseconds: Int64

    init(_ result: PostgresResult) throws(PostgresError) {
        total = try result.rows[0].int64(0)
        asOfMicroseconds = try result.rows[0].microseconds(1)
    }
}
