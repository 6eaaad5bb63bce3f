/// A number as it stands in a JSON text: nothing is rounded before somebody asks for a type.
struct JSONNumber {
    /// The integers that every JSON parser keeps exact (RFC 8259, section 6).
    static let exactIntegers: ClosedRange<Int64> = -9_007_199_254_740_991...9_007_199_254_740_991

    private let text: UnsafeRawBufferPointer

    /// Takes a number.
    init(_ cursor: inout JSONCursor) throws(JSONFault) {
        let start = cursor.index
        _ = cursor.take("-")
        if !cursor.take("0") { try Self.takeDigits(&cursor) }
        if cursor.take(".") { try Self.takeDigits(&cursor) }
        if cursor.take("e") || cursor.take("E") {
            if !cursor.take("+") { _ = cursor.take("-") }
            try Self.takeDigits(&cursor)
        }
        text = cursor.slice(from: start)
    }

    private static func takeDigits(_ cursor: inout JSONCursor) throws(JSONFault) {
        guard cursor.byte.map(isDigit) == true else { throw cursor.malformed("a digit is missing") }
        while cursor.byte.map(isDigit) == true { cursor.advance() }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    /// The nearest number of double precision.
    func double() throws(JSONFault) -> Double {
        guard let number = Double(String(decoding: text, as: UTF8.self)), number.isFinite else {
            throw JSONFault("is beyond the range of numbers")
        }
        return number
    }

    /// The number, if it is an integer within the range; `1.0` and `1e2` are.
    func integer(in range: ClosedRange<Int64>) throws(JSONFault) -> Int64 {
        let decimal = Decimal(text)
        guard decimal.isInteger else { throw JSONFault("must be an integer") }
        guard let number = decimal.integer, range.contains(number) else {
            throw JSONFault("must be between \(range.lowerBound) and \(range.upperBound)")
        }
        return number
    }
}

/// Digits and a power of ten, without zeros at either end.
private struct Decimal {
    private var isNegative = false
    private var digits: [UInt8] = []
    private var exponent = 0

    /// - Parameter text: a number that was found to be well formed.
    init(_ text: UnsafeRawBufferPointer) {
        var fractionDigits = 0
        var isFraction = false
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                exponent = Self.exponent(rest)
                rest = rest[rest.endIndex...]
            default:
                if isFraction { fractionDigits += 1 }
                digits.append(byte - UInt8(ascii: "0"))
            }
        }
        exponent -= fractionDigits
        digits = Array(digits.drop { $0 == 0 })
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
    }

    /// Exponents beyond this are as good as infinite, whatever a text of at most a megabyte has before them.
    private static let exponentLimit = 10_000_000

    private static func exponent(_ text: Slice<UnsafeRawBufferPointer>) -> Int {
        let magnitude = text.reduce(0) { magnitude, byte in
            guard byte >= UInt8(ascii: "0") else { return magnitude }
            return min(exponentLimit, magnitude * 10 + Int(byte - UInt8(ascii: "0")))
        }
        return text.first == UInt8(ascii: "-") ? -magnitude : magnitude
    }

    var isInteger: Bool { digits.isEmpty || exponent >= 0 }

    /// The value of an integer; nil when it does not fit.
    var integer: Int64? {
        guard !digits.isEmpty else { return 0 }
        guard digits.count + exponent <= 19 else { return nil }
        var magnitude: UInt64 = 0
        for digit in digits + Array(repeating: 0, count: exponent) {
            let (shifted, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, carry) = shifted.addingReportingOverflow(UInt64(digit))
            guard !overflow, !carry else { return nil }
            magnitude = sum
        }
        return Int64(exactly: magnitude).map { isNegative ? -$0 : $0 }
    }
}
