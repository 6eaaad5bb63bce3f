import NIOCore
import Postgres
import Testing

@Suite("COPY", .serialized, .timeLimit(.minutes(2)))
struct CopyTests {
    let client: PostgresClient

    init() async throws {
        client = try TestDatabase().client()
        try await client.execute(script: "CREATE TABLE item (id bigint PRIMARY KEY)", deadline: .soon)
    }

    @Test("text in pieces that split rows arrives whole, and the transaction goes on")
    func text() async throws {
        let count = try await client.transaction(deadline: .soon) { transaction in
            let count = try await transaction.copyIn("COPY item FROM STDIN") { writer in
                try await writer.write(ByteBuffer(string: "1\n2"))
                try await writer.write(ByteBuffer())
                try await writer.write(ByteBuffer(string: "2\n3\n"))
            }
            _ = try await transaction.execute(.insert, .id(4))
            return count
        }
        #expect(count == 3)
        #expect(try await client.itemCount() == 4)
    }

    @Test("200,000 rows in binary format arrive")
    func binary() async throws {
        let count = try await client.transaction(deadline: .soon) { transaction in
            try await transaction.copyIn("COPY item FROM STDIN (FORMAT binary)") { writer in
                var buffer = ByteBuffer(bytes: "PGCOPY\n\u{FF}\r\n\0".unicodeScalars.map { UInt8($0.value) })
                buffer.writeMultipleIntegers(Int32(0), Int32(0))
                for id in 0..<Int64(200_000) {
                    buffer.writeMultipleIntegers(Int16(1), Int32(8), id)
                    if buffer.readableBytes > 65_536 {
                        try await writer.write(buffer)
                        buffer.clear()
                    }
                }
                buffer.writeInteger(Int16(-1))
                try await writer.write(buffer)
            }
        }
        #expect(count == 200_000)
        #expect(try await client.itemCount() == 200_000)
    }

    @Test("a bad row fails the COPY with the server's reason, and nothing stays")
    func badRow() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await client.transaction(deadline: .soon) { transaction in
                try await transaction.copyIn("COPY item FROM STDIN") { writer in
                    try await writer.write(ByteBuffer(string: "1\ntwo\n"))
                }
            }
        }
        #expect(error?.sqlState == SQLState(rawValue: "22P02"))
        #expect(try await client.itemCount() == 0)
    }

    @Test("what the server refuses while the producer still writes is known at the end")
    func refusedEarly() async throws {
        let client = client
        let error = await #expect(throws: PostgresError.self) {
            try await client.transaction(deadline: .soon) { transaction in
                try await transaction.copyIn("COPY item FROM STDIN") { writer in
                    try await writer.write(ByteBuffer(string: "one\n"))
                    try await client.wait(
                        until: "SELECT count(*) = 1 FROM activity WHERE state = 'idle in transaction (aborted)'")
                    try await writer.write(ByteBuffer(string: "2\n"))
                }
            }
        }
        #expect(error?.sqlState == SQLState(rawValue: "22P02"))
        #expect(try await client.itemCount() == 0)
    }

    @Test("an error of the producer ends the COPY and is passed on")
    func producerFails() async throws {
        struct Refusal: Error {}
        await #expect(throws: Refusal.self) {
            try await client.transaction(deadline: .soon) { transaction in
                try await transaction.copyIn("COPY item FROM STDIN") { writer in
                    try await writer.write(ByteBuffer(string: "1\n"))
                    throw Refusal()
                }
            }
        }
        #expect(try await client.itemCount() == 0)
    }

    @Test("a statement that is no COPY, and one that the server refuses, are errors")
    func wrongStatement() async throws {
        for sql in ["SELECT 1", "COPY nowhere FROM STDIN"] {
            await #expect(throws: PostgresError.self) {
                try await client.transaction(deadline: .soon) { transaction in
                    try await transaction.copyIn(sql) { _ in }
                }
            }
        }
        #expect(try await client.itemCount() == 0)
    }

    @Test("other statements of the transaction are refused while the COPY is open")
    func busy() async throws {
        try await client.transaction(deadline: .soon) { transaction in
            let count = try await transaction.copyIn("COPY item FROM STDIN") { writer in
                let error = await #expect(throws: PostgresError.self) {
                    try await transaction.execute(.insert, .id(1))
                }
                #expect(error?.code == .transactionUnusable)
                try await writer.write(ByteBuffer(string: "2\n"))
            }
            #expect(count == 1)
        }
    }
}
