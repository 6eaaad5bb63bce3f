import FoundationEssentials
import Hummingbird
import HummingbirdCore

/// Reads a request's query parameters strictly: each may occur once, and all must be known.
struct QueryReader {
    private var values: [String: String] = [:]

    /// - Throws: ``Problem`` for a parameter that is not in `allowed`, or occurs twice.
    init(_ request: Request, allowed: Set<String>) throws(Problem) {
        for (name, value) in Self.parameters(of: request.uri) {
            let name = String(name)
            guard allowed.contains(name) else {
                let known = allowed.isEmpty ? "none" : allowed.sorted().joined(separator: ", ")
                throw .badParameter(name, "is not known here; known are: \(known)")
            }
            guard values.updateValue(String(value), forKey: name) == nil else {
                throw .badParameter(name, "is given twice")
            }
        }
    }

    /// The names and values. `+` stands for a space, as forms and `URLSearchParams` write it (WHATWG URL, section 5),
    /// which the framework does not know; a plus is `%2B`.
    private static func parameters(of uri: URI) -> FlatDictionary<Substring, Substring> {
        guard let query = uri.query, query.utf8.contains(UInt8(ascii: "+")) else { return uri.queryParameters }
        return URI("/?\(query.replacing("+", with: "%20"))").queryParameters
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
        guard let uuid = UUID(uuidString: value) else { throw .badParameter(name, "must be a UUID") }
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
