import Testing

@testable import lyceum

struct ImportCSVParserTests {
    @Test("Fields are cut at the delimiter and rows at LF or CRLF, with or without a line end at the end")
    func plainRows() {
        #expect(records("a,b\nc,d\r\n,e") == [["a", "b"], ["c", "d"], ["", "e"]])
        #expect(records("a;b,c\n", delimiter: .semicolon) == [["a", "b,c"]])
    }

    @Test("A quoted field holds delimiters, line ends and doubled quotes")
    func quotedFields() {
        #expect(
            records("\"a,b\",\"c\r\nd\",\"e\"\"f\",\"\"\r\ng,h,i,j\n") == [
                ["a,b", "c\r\nd", "e\"f", ""], ["g", "h", "i", "j"],
            ])
    }

    @Test("A quote inside an unquoted field is an ordinary character")
    func quoteInside() {
        #expect(records("5\" disk,b\n") == [["5\" disk", "b"]])
    }

    @Test("Empty lines are passed over, rows of empty fields are not")
    func emptyLines() {
        #expect(records("a\n\n\r\n\"\"\n,\n") == [["a"], [""], ["", ""]])
    }

    @Test("A record knows the line it starts on, however many lines its quotes hold")
    func lineNumbers() {
        #expect(events("\"a\nb\"\nc\n\nd\n").map(\.line) == [1, 3, 5])
    }

    @Test("A quote that is never closed costs its own line only")
    func unterminatedQuote() {
        #expect(
            events("a\n\"b\nc\nd\n") == [
                .record(["a"], line: 1), .defect(.unterminatedQuote, line: 2), .record(["c"], line: 3),
                .record(["d"], line: 4),
            ])
        #expect(events("a\n\"b") == [.record(["a"], line: 1), .defect(.unterminatedQuote, line: 2)])
    }

    @Test("Text behind a closing quote costs the line that the row starts on")
    func textAfterQuote() {
        #expect(events("\"a\"b,c\nd\n") == [.defect(.textAfterQuote, line: 1), .record(["d"], line: 2)])
        #expect(
            events("\"a\nb\"c\nd\n") == [
                .defect(.textAfterQuote, line: 1), .record(["b\"c"], line: 2), .record(["d"], line: 3),
            ])
    }

    @Test("A carriage return behind a closing quote ends the row only before a line feed")
    func carriageReturnAfterQuote() {
        #expect(events("\"a\"\rb\nc\n") == [.defect(.textAfterQuote, line: 1), .record(["c"], line: 2)])
    }

    @Test("A row over the byte limit is reported once and the rows behind it are read")
    func longRow() {
        let limits = RowLimits(rowBytes: 8)
        #expect(
            events("123456789,0123456789\nab\n", limits: limits) == [
                .defect(.rowTooLong(limit: 8), line: 1), .record(["ab"], line: 2),
            ])
        #expect(
            events("\"a\nbcdefg\nhi\njk\n", limits: limits) == [
                .defect(.rowTooLong(limit: 8), line: 1), .record(["bcdefg"], line: 2), .record(["hi"], line: 3),
                .record(["jk"], line: 4),
            ])
    }

    @Test("A row with too many fields is reported once")
    func manyFields() {
        #expect(
            events("a,b,c,d\ne,f\n", limits: RowLimits(fields: 2)) == [
                .defect(.tooManyFields(limit: 2), line: 1), .record(["e", "f"], line: 2),
            ])
    }

    @Test("However the bytes are cut into pieces, the same events come out", arguments: 1...7)
    func pieces(size: Int) {
        let text = "a,\"b\r\n\"\"c\"\r\n\"d\"x\n\"e\nf,\"\"g\"\"\n\nh\r\n\"open\ni"
        #expect(events(text, pieceSize: size) == events(text))
    }

    @Test("A field that is not UTF-8 has no text")
    func invalidUTF8() {
        var parser = CSVParser(delimiter: .comma, limits: RowLimits())
        parser.append([UInt8(ascii: "a"), UInt8(ascii: ","), 0xE9, UInt8(ascii: "\n")])
        guard case .record(let record) = parser.next() else {
            Issue.record("there is no record")
            return
        }
        #expect(record.text(0) == "a")
        #expect(record.text(1) == nil)
    }

    @Test("The delimiter is the one that the header uses most outside its quotes")
    func sniffing() {
        #expect(CSVDelimiter(usedIn: Array("a;b;c,d".utf8)[...]) == .semicolon)
        #expect(CSVDelimiter(usedIn: Array("\"a;b;c;d\",e".utf8)[...]) == .comma)
        #expect(CSVDelimiter(usedIn: Array("a\tb".utf8)[...]) == .tab)
        #expect(CSVDelimiter(usedIn: Array("a".utf8)[...]) == .comma)
        #expect(CSVDelimiter(usedIn: []) == .comma)
    }
}

/// An event in the words of the tests.
private enum Found: Equatable {
    case record([String], line: Int)
    case defect(CSVDefect, line: Int)

    var line: Int {
        switch self {
        case .record(_, let line), .defect(_, let line): line
        }
    }
}

private func events(
    _ text: String, delimiter: CSVDelimiter = .comma, limits: RowLimits = RowLimits(), pieceSize: Int = .max
) -> [Found] {
    var parser = CSVParser(delimiter: delimiter, limits: limits)
    var found: [Found] = []
    func drain() {
        while let event = parser.next() {
            switch event {
            case .record(let record):
                found.append(.record((0..<record.count).map { record.text($0) ?? "?" }, line: record.line))
            case .defect(let defect, let line): found.append(.defect(defect, line: line))
            }
        }
    }
    for piece in Array(text.utf8).pieces(of: pieceSize) {
        parser.append(piece)
        drain()
    }
    parser.finish()
    drain()
    return found
}

private func records(_ text: String, delimiter: CSVDelimiter = .comma) -> [[String]] {
    events(text, delimiter: delimiter).compactMap {
        guard case .record(let fields, _) = $0 else { return nil }
        return fields
    }
}
