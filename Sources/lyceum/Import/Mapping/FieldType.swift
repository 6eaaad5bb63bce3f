/// What a field of an imported record holds.
enum FieldType: Equatable, Sendable {
    /// At most so many Unicode scalars, as PostgreSQL's `char_length` counts them.
    case text(limit: Int)
    /// At most so many bytes of UTF-8.
    case longText(byteLimit: Int)
    case integer(ClosedRange<Int64>)
    case decimal(ClosedRange<Double>)
    /// Microseconds since 1970.
    case timestamp
    case choice([String])
    /// A code of ISO 4217, of which only the form is checked.
    case currency

    /// The value that a text stands for.
    func value(of text: String, scale: ExactDecimal?, format: TimestampFormat?) throws(FieldDefect) -> FieldValue {
        switch self {
        case .text(let limit):
            try Self.checked(text, limit: limit)
        case .longText(let limit):
            try Self.checked(text, byteLimit: limit)
        case .integer(let range):
            try Self.integer(text, scale: scale, range: range)
        case .decimal(let range):
            try Self.decimal(text, scale: scale, range: range)
        case .timestamp:
            try Self.timestamp(text, format: format)
        case .choice(let choices):
            try Self.chosen(text, from: choices)
        case .currency:
            try Self.currency(text)
        }
    }

    private static func chosen(_ text: String, from choices: [String]) throws(FieldDefect) -> FieldValue {
        guard choices.contains(text) else { throw FieldDefect("is none of \(choices.joined(separator: ", "))") }
        return .text(text)
    }

    private static func currency(_ text: String) throws(FieldDefect) -> FieldValue {
        guard text.utf8.count == 3, text.utf8.allSatisfy((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains) else {
            throw FieldDefect("is not a currency of three capital letters")
        }
        return .text(text)
    }

    private static func checked(_ text: String, limit: Int) throws(FieldDefect) -> FieldValue {
        guard text.utf8.count <= limit || text.unicodeScalars.count <= limit else {
            throw FieldDefect("is longer than \(limit) characters")
        }
        return try checked(text, byteLimit: .max)
    }

    private static func checked(_ text: String, byteLimit: Int) throws(FieldDefect) -> FieldValue {
        // PostgreSQL's text can't hold it.
        guard !text.utf8.contains(0) else { throw FieldDefect("contains a NUL character") }
        guard text.utf8.count <= byteLimit else { throw FieldDefect("is longer than \(byteLimit) bytes") }
        return .text(text)
    }

    private static func scaled(_ text: String, _ scale: ExactDecimal?) throws(FieldDefect) -> ExactDecimal {
        guard let number = ExactDecimal(text) else { throw FieldDefect("is not a number") }
        guard let scale else { return number }
        guard let product = number.multiplied(by: scale) else { throw FieldDefect("has too many digits") }
        return product
    }

    private static func integer(
        _ text: String, scale: ExactDecimal?, range: ClosedRange<Int64>
    ) throws(FieldDefect) -> FieldValue {
        guard let number = try scaled(text, scale).wholeNumber else {
            throw FieldDefect(scale == nil ? "is not a whole number" : "is not a whole number once scaled")
        }
        guard range.contains(number) else {
            throw FieldDefect("is not from \(range.lowerBound) to \(range.upperBound)")
        }
        return .integer(number)
    }

    private static func decimal(
        _ text: String, scale: ExactDecimal?, range: ClosedRange<Double>
    ) throws(FieldDefect) -> FieldValue {
        let number = try scaled(text, scale).approximation
        guard range.contains(number) else {
            throw FieldDefect("is not from \(range.lowerBound) to \(range.upperBound)")
        }
        return .decimal(number)
    }

    private static func timestamp(_ text: String, format: TimestampFormat?) throws(FieldDefect) -> FieldValue {
        let formats = format.map { [$0] } ?? [.rfc3339, .date]
        guard let microseconds = formats.lazy.compactMap({ $0.microseconds(text) }).first else {
            throw FieldDefect("is not a time as \(formats.map(\.rawValue).joined(separator: " or "))")
        }
        return .integer(microseconds)
    }
}
