/// Cuts a stream of bytes into lines at LF or CRLF, for NDJSON. Empty lines are passed over but counted.
struct LineSplitter {
    /// What ``next()`` found.
    enum Event: Equatable {
        case line([UInt8], number: Int)
        /// A line with more bytes than the limit; its bytes are dropped.
        case tooLong(number: Int)
    }

    private static let lineFeed = UInt8(ascii: "\n")

    private let limit: Int
    private var buffer: [UInt8] = []
    private var start = 0
    /// Bytes before it hold no line end.
    private var searched = 0
    private var number = 1
    private var isSkipping = false
    private var isFinished = false

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes the next bytes of the file.
    mutating func append(_ bytes: ArraySlice<UInt8>) {
        buffer.removeSubrange(..<start)
        searched -= start
        start = 0
        buffer.append(contentsOf: bytes)
    }

    /// Says that no bytes follow.
    mutating func finish() {
        isFinished = true
    }

    /// The next line; nil when more bytes are needed or, after ``finish()``, when there are none.
    mutating func next() -> Event? {
        while let end = buffer[searched...].firstIndex(of: Self.lineFeed) {
            if let event = take(upTo: end, next: end + 1) {
                return event
            }
        }
        searched = buffer.count
        if isFinished {
            return take(upTo: buffer.count, next: buffer.count)
        }
        guard !isSkipping, buffer.count - start > limit else {
            if isSkipping {
                start = searched
            }
            return nil
        }
        isSkipping = true
        start = searched
        return .tooLong(number: number)
    }

    private mutating func take(upTo end: Int, next: Int) -> Event? {
        defer {
            start = next
            searched = next
            number += 1
            isSkipping = false
        }
        guard !isSkipping else { return nil }
        var line = buffer[start..<end]
        if line.last == UInt8(ascii: "\r") {
            line.removeLast()
        }
        guard line.count <= limit else { return .tooLong(number: number) }
        return line.allSatisfy(\.isJSONWhitespace) ? nil : .line(Array(line), number: number)
    }
}
