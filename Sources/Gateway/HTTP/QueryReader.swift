import FoundationEssentials
import Hummingbird
import Messages
import ServiceKit

/// Reads a request's query parameters strictly: each may occur once, and all must be known and well encoded.
struct QueryReader {
    private var values: [String: String] = [:]

    /// - Throws: ``Problem`` for a parameter that is not in `allowed`, occurs twice, or can't be decoded.
    init(_ request: Request, allowed: Set<String>) throws(Problem) {
        guard let query = request.uri.query else { return }
        var rest = query[...].utf8
        while !rest.isEmpty {
            let parameter = rest.prefix { $0 != UInt8(ascii: "&") }
            rest = rest[parameter.endIndex...].dropFirst()
            guard !parameter.isEmpty else { continue }
            // Known names need no encoding, so one that has any is not known.
            let name = parameter.prefix { $0 != UInt8(ascii: "=") }
            try add(String(Substring(name)), parameter[name.endIndex...].dropFirst(), allowed)
        }
    }

    private mutating func add(
        _ name: String, _ value: Substring.UTF8View, _ allowed: Set<String>
    ) throws(Problem) {
        guard allowed.contains(name) else {
            let known = allowed.isEmpty ? "none" : allowed.sorted().joined(separator: ", ")
            throw .badParameter(name, "is not known here; known are: \(known)")
        }
        guard let text = Self.decoded(value) else {
            throw .badParameter(name, "must be percent-encoded UTF-8, in which %25 is a percent sign")
        }
        guard values.updateValue(text, forKey: name) == nil else { throw .badParameter(name, "is given twice") }
    }

    /// The text of a value, in which `+` stands for a space, as forms and `URLSearchParams` write it (WHATWG URL,
    /// section 5); a plus is `%2B`.
    private static func decoded(_ value: Substring.UTF8View) -> String? {
        let isEncoded = value.contains { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }
        guard isEncoded else { return String(Substring(value)) }
        let bytes = Substring(value).percentDecodedBytes(plus: UInt8(ascii: " "))
        return bytes.flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// All parameters, in an order that does not depend on the request's.
    var parameters: [(key: String, value: String)] {
        values.sorted { $0.key < $1.key }
    }

    /// A parameter's text, or nil where it is absent or empty.
    ///
    /// - Parameter limit: in characters (Unicode scalars, as JSON Schema counts them).
    func text(_ name: String, atMost limit: Int = 200) throws(Problem) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        guard value.unicodeScalars.count <= limit else {
            throw .badParameter(name, "is longer than \(limit) characters")
        }
        guard !value.utf8.contains(0) else { throw .badParameter(name, "contains a NUL character") }
        return value
    }

    func integer<Number: FixedWidthInteger>(
        _ name: String, in range: ClosedRange<Number>, default fallback: Number
    ) throws(Problem) -> Number {
        guard let value = values[name] else { return fallback }
        guard let number = Number(value), range.contains(number) else {
            throw .badParameter(name, "must be an integer from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func boolean(_ name: String) throws(Problem) -> Bool? {
        switch values[name] {
        case nil: return nil
        case "true": return true
        case "false": return false
        default: throw .badParameter(name, "must be true or false")
        }
    }

    func uuid(_ name: String) throws(Problem) -> UUID? {
        guard let value = values[name] else { return nil }
        guard let uuid = UUID(hyphenated: value) else { throw .badParameter(name, "must be a UUID") }
        return uuid
    }

    func choice<Choice>(_ name: String, of choices: [(String, Choice)]) throws(Problem) -> Choice? {
        guard let value = values[name] else { return nil }
        for (known, choice) in choices where known == value { return choice }
        throw .badParameter(name, "must be one of: \(choices.map(\.0).joined(separator: ", "))")
    }

    /// A comma-separated list; empty items are refused.
    func list(_ name: String, atMost limit: Int) throws(Problem) -> [Substring]? {
        guard let value = values[name] else { return nil }
        let items = value.split(separator: ",", omittingEmptySubsequences: false)
        guard items.count <= limit, !items.contains(where: \.isEmpty) else {
            throw .badParameter(name, "must be 1 to \(limit) names, separated by commas")
        }
        return items
    }
}
