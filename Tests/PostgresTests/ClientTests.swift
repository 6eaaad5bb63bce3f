import FoundationEssentials
import Logging
import NIOCore
import Postgres
import TestSupport
import Testing

@Suite("PostgresClient on a real server")
struct ClientTests {
    let database: TestDatabase

    init() throws {
        database = try TestDatabase()
    }

    @Test("a read returns rows, and is counted by name")
    func read() async throws {
        let client = try database.client()
        let statement = PostgresStatement(name: "add", sql: "SELECT $1::bigint + 1, 'é' || $2")
        var parameters = PostgresParameters()
        parameters.append(Int64(41))
        parameters.append("x")
        let result = try await client.read(statement, parameters, deadline: .soon)
        #expect(result.rowCount == 1)
        #expect(try result.rows[0].int64(0) == 42)
        #expect(try result.rows[0].text(1) == "éx")
        #expect(client.statistics["add"]?.count == 1)
        #expect(client.statistics["add"]?.failures == 0)
    }
}
