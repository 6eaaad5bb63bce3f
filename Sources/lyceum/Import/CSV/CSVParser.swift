/// An incremental parser of CSV (RFC 4180) with any single-byte delimiter. Bytes go in by ``append(_:)``, records and
/// defects come out of ``next()``; there is no I/O.
///
/// Lines end in LF or CRLF, empty lines are passed over, and a quote inside an unquoted field is an ordinary character.
/// A defect costs exactly the line that its row starts on: parsing goes on with the line after it, so that one stray
/// quote doesn't swallow the rest of the file. A line that opens a quote far from its end is read twice, never more
/// often, because the lines it swallowed can't open one that stays open.
struct CSVParser {
    /// What ``next()`` found.
    enum Event: Equatable {
        case record(CSVRecord)
        case defect(CSVDefect, line: Int)
    }

    private enum State {
        case fieldStart
        case unquoted
        case quoted
        case quoteInQuoted
        case carriageReturnAfterQuote
        /// Passing over the rest of a defective line.
        case skippingLine
    }

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private let delimiter: UInt8
    private let limits: RowLimits
    private var state = State.fieldStart
    private var isFinished = false

    /// Bytes from the start of the row on; those before `start` are done with.
    private var buffer: [UInt8] = []
    private var start = 0
    private var position = 0
    private var line: Int
    /// Line ends passed since `start`.
    private var lineEnds = 0
    private var content: [UInt8] = []
    private var ends: [Int] = []

    /// - Parameter firstLine: the number of the line that the first byte stands on.
    init(delimiter: CSVDelimiter, firstLine: Int = 1, limits: RowLimits) {
        self.delimiter = delimiter.byte
        line = firstLine
        self.limits = limits
    }

    /// Takes the next bytes of the file.
    mutating func append(_ bytes: ArraySlice<UInt8>) {
        buffer.removeSubrange(..<start)
        position -= start
        start = 0
        buffer.append(contentsOf: bytes)
    }

    /// Says that no bytes follow.
    mutating func finish() {
        isFinished = true
    }

    /// The next record or defect; nil when more bytes are needed or, after ``finish()``, when there are none.
    mutating func next() -> Event? {
        while position < buffer.count {
            if state != .skippingLine, position - start >= limits.rowBytes {
                return defect(.rowTooLong(limit: limits.rowBytes))
            }
            if let event = step(buffer[position]) {
                return event
            }
        }
        return isFinished ? end() : nil
    }

    private mutating func step(_ byte: UInt8) -> Event? {
        position += 1
        if byte == Self.lineFeed {
            lineEnds += 1
        }
        switch state {
        case .fieldStart where byte == Self.quote:
            state = .quoted
        case .fieldStart, .unquoted:
            return stepUnquoted(byte)
        case .quoted where byte == Self.quote:
            state = .quoteInQuoted
        case .quoted:
            content.append(byte)
        case .quoteInQuoted:
            return stepAfterQuote(byte)
        case .carriageReturnAfterQuote:
            return byte == Self.lineFeed ? endRecord() : defect(.textAfterQuote)
        case .skippingLine where byte == Self.lineFeed:
            beginRow()
        case .skippingLine:
            start = position
        }
        return nil
    }

    private mutating func stepUnquoted(_ byte: UInt8) -> Event? {
        switch byte {
        case delimiter:
            return endField()
        case Self.lineFeed:
            if state == .unquoted, content.last == Self.carriageReturn {
                content.removeLast()
            }
            return endRecord()
        default:
            content.append(byte)
            state = .unquoted
            return nil
        }
    }

    private mutating func stepAfterQuote(_ byte: UInt8) -> Event? {
        switch byte {
        case Self.quote:
            content.append(byte)
            state = .quoted
        case delimiter:
            return endField()
        case Self.lineFeed:
            return endRecord()
        case Self.carriageReturn:
            state = .carriageReturnAfterQuote
        default:
            return defect(.textAfterQuote)
        }
        return nil
    }

    private mutating func endField() -> Event? {
        ends.append(content.count)
        state = .fieldStart
        return ends.count >= limits.fields ? defect(.tooManyFields(limit: limits.fields)) : nil
    }

    private mutating func endRecord() -> Event? {
        ends.append(content.count)
        let record = CSVRecord(line: line, content: content, ends: ends)
        // A record of nothing but an unquoted empty field is an empty line.
        let isEmptyLine = record.count == 1 && content.isEmpty && (state == .fieldStart || state == .unquoted)
        beginRow()
        return isEmptyLine ? nil : .record(record)
    }

    private mutating func end() -> Event? {
        switch state {
        case .quoted:
            return defect(.unterminatedQuote)
        case .fieldStart where ends.isEmpty, .skippingLine:
            return nil
        case .unquoted, .fieldStart, .quoteInQuoted, .carriageReturnAfterQuote:
            return endRecord()
        }
    }

    private mutating func beginRow() {
        line += lineEnds
        lineEnds = 0
        start = position
        content.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        state = .fieldStart
    }

    /// Reports the row, and goes back to the end of its first line.
    private mutating func defect(_ defect: CSVDefect) -> Event {
        let event = Event.defect(defect, line: line)
        if let lineEnd = buffer[start..<position].firstIndex(of: Self.lineFeed) {
            position = lineEnd + 1
            lineEnds = 1
            beginRow()
        } else {
            lineEnds = 0
            start = position
            state = .skippingLine
            content.removeAll(keepingCapacity: true)
            ends.removeAll(keepingCapacity: true)
        }
        return event
    }
}
