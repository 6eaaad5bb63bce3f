import Testing

@testable import lyceum

struct ImportRowReaderTests {
    private static let title = ColumnPath("title")

    @Test("A byte order mark, CRLF and quotes leave the values alone", arguments: [1, 2, 3, 600, Int.max])
    func byteOrderMark(pieceSize: Int) throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Array("key,title\r\n1,\"Übung, \"\"1\"\"\"\r\n".utf8)
        let events = try RowReader.events(of: bytes, pieceSize: pieceSize)
        #expect(events.map { $0.row?.value(at: ColumnPath("key")) } == [.string("1")])
        #expect(events.map { $0.row?.value(at: Self.title) } == [.string("Übung, \"1\"")])
    }

    @Test("The first byte tells the format")
    func formats() throws {
        #expect(try RowReader.events(of: " \n{\"title\":\"a\"}\n").first?.row?.value(at: Self.title) == .string("a"))
        #expect(try RowReader.events(of: "title\na\n").first?.row?.value(at: Self.title) == .string("a"))
    }

    @Test(
        "A file's name tells the format, compressed or not",
        arguments: [
            ("a.csv", ImportFormat.csv), ("a.TSV.gz", .csv), ("a.b.ndjson", .ndjson), ("a.jsonl.gz", .ndjson),
            ("a.txt", nil), ("csv.gz", .csv), ("", nil),
        ])
    func names(name: String, format: ImportFormat?) {
        #expect(ImportFormat(fileName: name) == format)
    }

    @Test("Lines before the header are skipped and counted")
    func skippedLines() throws {
        let bytes = Array("Report; 2026\n\nkey;title\n1;a\n".utf8)
        for pieceSize in [1, 5, Int.max] {
            let events = try RowReader.events(
                of: bytes, format: .csv, dialect: CSVDialect(skippedLines: 2), pieceSize: pieceSize)
            #expect(events.map { $0.row?.value(at: Self.title) } == [.string("a")])
            #expect(events.first?.row?.line == 4)
        }
    }

    @Test("A row with another number of fields than the header is a problem")
    func fieldCount() throws {
        let events = try RowReader.events(of: "key,title\n1\n2,b,c\n3,d\n", format: .csv)
        #expect(events.map { $0.problem?.line } == [2, 3, nil])
        #expect(events.first?.problem?.reason == "has 1 fields, the header 2")
    }

    @Test("A cell that is not UTF-8 is a problem with its column's name")
    func invalidUTF8() throws {
        let bytes = Array("key,title\n1,caf".utf8) + [0xE9, 0x0A] + Array("2,b\n".utf8)
        let events = try RowReader.events(of: bytes, format: .csv)
        #expect(
            events.first?.problem
                == RowProblem(line: 2, column: "title", value: "caf\u{FFFD}", reason: "is not valid UTF-8"))
        #expect(events.last?.row?.line == 3)
    }

    @Test("A header with a repeated name, without UTF-8, or none at all makes the file unusable")
    func badHeaders() {
        #expect(throws: InputError.repeatedColumn("a")) { try RowReader.events(of: "a,b, a\n", format: .csv) }
        #expect(throws: InputError.headerNotUTF8(line: 1)) {
            try RowReader.events(of: [0x61, 0xFF, 0x0A], format: .csv)
        }
        #expect(throws: InputError.noHeader) { try RowReader.events(of: "", format: .csv) }
        #expect(throws: InputError.badHeader(.unterminatedQuote, line: 1)) {
            try RowReader.events(of: "\"a,b\n1,2\n", format: .csv)
        }
    }

    @Test("A line of NDJSON that is no object is a problem, and the next line is read")
    func badLines() throws {
        let events = try RowReader.events(
            of: "{\"title\":\"a\"}\n[1]\n\n{\"title\":}\r\n{\"title\":\"b\"}", format: .ndjson)
        #expect(events.map { $0.row?.line ?? 0 } == [1, 0, 0, 5])
        #expect(
            events.compactMap(\.problem?.reason) == [
                "is an array, not an object", "is not JSON at byte 10: no JSON value starts like this",
            ])
    }

    @Test("A line of NDJSON over the limit is reported once, whatever its length", arguments: [1, 3, Int.max])
    func longLine(pieceSize: Int) throws {
        let bytes = Array(("{\"a\":\"" + String(repeating: "x", count: 100) + "\"}\n{}\n").utf8)
        let events = try RowReader.events(
            of: bytes, format: .ndjson, limits: RowLimits(rowBytes: 16), pieceSize: pieceSize)
        #expect(events.map { $0.problem?.reason } == ["the row is longer than 16 bytes", nil])
        #expect(events.last?.row?.line == 2)
    }

    @Test("UTF-16 is refused by name")
    func utf16() {
        for bytes in [[0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61]] as [[UInt8]] {
            #expect(throws: InputError.notUTF8(encoding: "UTF-16")) { try RowReader.events(of: bytes) }
        }
    }

    @Test("An empty NDJSON file has no rows")
    func empty() throws {
        #expect(try RowReader.events(of: "", format: .ndjson).isEmpty)
    }
}
