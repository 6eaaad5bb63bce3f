/// Walks over the ASCII characters of a short text.
struct ByteScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// Takes the character where it is the next one.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// Takes all the digits that come next.
    mutating func digits() -> String {
        let run = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest[run.endIndex...]
        return String(Substring(run))
    }

    /// Takes a number of exactly so many digits.
    mutating func number(digits count: Int) -> Int64? {
        let run = rest.prefix(count)
        guard run.count == count, run.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        rest = rest[run.endIndex...]
        return Int64(Substring(run))
    }
}
