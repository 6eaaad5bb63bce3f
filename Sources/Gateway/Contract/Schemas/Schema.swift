import Messages

/// A JSON Schema (draft 2020-12, as OpenAPI 3.1 has it).
struct Schema: Sendable {
    private(set) var members: [(String, JSONValue)]

    /// The largest integer that every JSON parser keeps exact (RFC 8259, section 6).
    static let largestInteger: Int64 = 9_007_199_254_740_991

    var json: JSONValue { .object(members) }

    var isArray: Bool {
        if case ("type", .text("array"))? = members.first { true } else { false }
    }

    static let boolean = Schema(members: [("type", "boolean")])
    static let uuid = Schema(members: [("type", "string"), ("format", "uuid")])
    static let timestamp = Schema(members: [("type", "string"), ("format", "date-time")])
    static let number = Schema(members: [("type", "number")])
    /// An integer that every JSON parser keeps exact.
    static let int64 = integer(-largestInteger...largestInteger).with("format", "int64")
    static let int32 = integer(Int64(Int32.min)...Int64(Int32.max)).with("format", "int32")

    /// - Parameters:
    ///   - length: in characters. What has a limit is something that the gateway reads, and that has no NUL.
    ///   - pattern: a regular expression of ECMAScript.
    static func text(_ length: ClosedRange<Int>? = nil, pattern: String? = nil) -> Schema {
        var schema = Schema(members: [("type", "string")])
        if let length {
            if length.lowerBound > 0 { schema.members.append(("minLength", .integer(Int64(length.lowerBound)))) }
            schema.members.append(("maxLength", .integer(Int64(length.upperBound))))
        }
        if let pattern = pattern ?? length.map({ _ in #"^[^\u0000]*$"# }) {
            schema.members.append(("pattern", .text(pattern)))
        }
        return schema
    }

    static func integer(_ range: ClosedRange<Int64>) -> Schema {
        Schema(members: [
            ("type", "integer"), ("minimum", .integer(range.lowerBound)), ("maximum", .integer(range.upperBound)),
        ])
    }

    static func choice(_ names: [String]) -> Schema {
        Schema(members: [("type", "string"), ("enum", .texts(names))])
    }

    static func array(of items: Schema, _ count: ClosedRange<Int>? = nil) -> Schema {
        var members: [(String, JSONValue)] = [("type", "array"), ("items", items.json)]
        if let count {
            members += [
                ("minItems", .integer(Int64(count.lowerBound))), ("maxItems", .integer(Int64(count.upperBound))),
            ]
        }
        return Schema(members: members)
    }

    /// - Parameter required: the names of the members that are always there; nil for all of them.
    static func object(_ properties: [(String, Schema)], required: [String]? = nil, isClosed: Bool = false) -> Schema {
        let required = required ?? properties.map(\.0)
        var members: [(String, JSONValue)] = [
            ("type", "object"), ("properties", .object(properties.map { ($0.0, $0.1.json) })),
        ]
        if !required.isEmpty { members.append(("required", .texts(required))) }
        if isClosed { members.append(("additionalProperties", false)) }
        return Schema(members: members)
    }

    /// One of the document's own schemas.
    static func named(_ name: String) -> Schema {
        Schema(members: [("$ref", "#/components/schemas/\(name)")])
    }

    /// The schema, or null.
    var orNull: Schema {
        guard let type = members.first, case .text(let name) = type.1, type.0 == "type" else {
            return Schema(members: [("oneOf", [json, ["type": "null"]])])
        }
        var schema = self
        schema.members[0] = ("type", [.text(name), "null"])
        return schema
    }

    func with(_ keyword: String, _ value: JSONValue) -> Schema {
        var schema = self
        schema.members.append((keyword, value))
        return schema
    }

    func described(_ text: String) -> Schema { with("description", .text(text)) }
}
