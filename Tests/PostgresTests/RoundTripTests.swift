import FoundationEssentials
import NIOCore
import Postgres
import Testing

@Suite("Values to the server and back", .serialized, .timeLimit(.minutes(2)))
struct RoundTripTests {
    /// One for all tests, which leave nothing behind.
    static let shared = Result { try TestDatabase().client(connections: 1) }

    let client: PostgresClient

    init() throws {
        client = try Self.shared.get()
    }

    /// The only row of a SELECT with these parameters.
    func row(_ sql: String, _ fill: (inout PostgresParameters) -> Void) async throws -> PostgresRow {
        var parameters = PostgresParameters()
        fill(&parameters)
        let result = try await client.read(PostgresStatement(name: "select", sql: sql), parameters, deadline: .soon)
        return result.rows[0]
    }

    @Test("uuid")
    func uuid() async throws {
        let id = UUID()
        let row = try await row("SELECT $1, $1::text") { $0.append(id) }
        #expect(try row.uuid(0) == id)
        #expect(try row.text(1) == id.uuidString.lowercased())
    }

    @Test("text", arguments: ["", "a", "naïve ☃ 👩‍🚀", String(repeating: "x", count: 100_000)])
    func text(value: String) async throws {
        let row = try await row("SELECT $1, octet_length($1)") { $0.append(value) }
        #expect(try row.text(0) == value)
        #expect(try row.int32(1) == Int32(value.utf8.count))
    }

    @Test("bigint and integer", arguments: [0, 1, -1, Int64.max, Int64.min])
    func integers(value: Int64) async throws {
        let row = try await row("SELECT $1, $1::text, $2, $2::text") {
            $0.append(value)
            $0.append(Int32(truncatingIfNeeded: value))
        }
        #expect(try row.int64(0) == value)
        #expect(try row.text(1) == "\(value)")
        #expect(try row.int32(2) == Int32(truncatingIfNeeded: value))
        #expect(try row.text(3) == "\(Int32(truncatingIfNeeded: value))")
    }

    @Test("boolean and double precision", arguments: [0, -1.25, .infinity, .leastNonzeroMagnitude])
    func doubles(value: Double) async throws {
        let row = try await row("SELECT $1, $2, NOT $2") {
            $0.append(value)
            $0.append(true)
        }
        #expect(try row.double(0) == value)
        #expect(try row.bool(1))
        #expect(try !row.bool(2))
    }

    @Test("timestamptz", arguments: [0, 1, -1, 1_700_000_000_123_456, .max, .min])
    func timestamp(value: Int64) async throws {
        let row = try await row("SELECT $1, extract(epoch FROM $1) * 1000000 = $2") {
            $0.appendTimestamp(microseconds: value)
            $0.append(value)
        }
        #expect(try row.microseconds(0) == value)
        if value != .max, value != .min { #expect(try row.bool(1)) }
    }

    @Test("bytea, seen in place")
    func bytes() async throws {
        let value: [UInt8] = [0, 255, 1, 254]
        let row = try await row("SELECT $1") { parameters in
            value.withUnsafeBytes { parameters.appendBytes($0.bytes) }
        }
        #expect(row.withBytes(0) { span in span.withUnsafeBytes { Array($0) } } == value)
    }

    @Test("nulls")
    func nulls() async throws {
        let row = try await row("SELECT $1, $2, $3, $4, $5, $6, $7") {
            $0.append(nil as UUID?)
            $0.append(nil as String?)
            $0.append(nil as Int64?)
            $0.append(nil as Int32?)
            $0.append(nil as Bool?)
            $0.append(nil as Double?)
            $0.appendTimestamp(microseconds: nil)
        }
        #expect((0..<7).allSatisfy { row.isNull($0) })
        #expect(row.withBytes(0) { $0.byteCount } == 0)
        #expect(throws: PostgresError.self) { try row.uuid(0) }
        #expect(throws: PostgresError.self) { try row.text(1) }
    }

    @Test("a column of another width is an error")
    func wrongType() async throws {
        let row = try await row("SELECT 1::int4") { _ in }
        let error = #expect(throws: PostgresError.self) { try row.int64(0) }
        #expect(error?.code == .decoding)
    }

    @Test("arrays keep order, repeats and emptiness")
    func arrays() async throws {
        let ids = [UUID(), UUID()]
        let sql = """
            SELECT array_to_string($1, ','), array_to_string($2, ','), array_to_string($3, ','),
                array_to_string($4, ','), array_to_string($5, ','), array_to_string($6, ','),
                cardinality($7), extract(epoch FROM $7[2])::float8
            """
        let row = try await row(sql) {
            $0.append(ids + ids)
            $0.append(["a", "é"])
            $0.append([Int64.min, 2])
            $0.append([Int32.max])
            $0.append([true, false])
            $0.append([] as [Double])
            $0.appendTimestamps(microseconds: [0, 1_500_000])
        }
        let texts = ids.map { $0.uuidString.lowercased() }
        #expect(try row.text(0) == (texts + texts).joined(separator: ","))
        #expect(try row.text(1) == "a,é")
        #expect(try row.text(2) == "-9223372036854775808,2")
        #expect(try row.text(3) == "2147483647")
        #expect(try row.text(4) == "t,f")
        #expect(try row.text(5) == "")
        #expect(try row.int32(6) == 2)
        #expect(try row.double(7) == 1.5)
    }

    @Test("= ANY finds 10,000 ids")
    func manyIDs() async throws {
        let ids = (0..<10_000).map { _ in UUID() }
        let row = try await row("SELECT count(*) FROM unnest($1) AS id WHERE id = ANY($1)") { $0.append(ids) }
        #expect(try row.int64(0) == 10_000)
    }

    @Test("many rows keep their order and outlive the client's next call")
    func rows() async throws {
        let statement = PostgresStatement(name: "series", sql: "SELECT i::int8 FROM generate_series(1, 5000) i")
        let result = try await client.read(statement, deadline: .soon)
        _ = try await client.read(statement, deadline: .soon)
        #expect(try result.rows.map { try $0.int64(0) } == Array(1...5000))
        #expect(result.columnCount == 1)
        #expect(result.affectedRows == 5000)
    }
}
