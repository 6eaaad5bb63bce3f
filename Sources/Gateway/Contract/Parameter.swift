import Messages

/// A parameter of a request as the contract describes it.
struct Parameter: Sendable {
    enum Place: String {
        case path
        case query
        case header
    }

    let name: String
    let place: Place
    let schema: Schema
    let description: String
    var isRequired = false
    var example: JSONValue?

    static func path(
        _ name: String, _ description: String, schema: Schema = .uuid, example: JSONValue
    ) -> Parameter {
        Parameter(
            name: name, place: .path, schema: schema, description: description, isRequired: true, example: example)
    }

    static func query(
        _ name: String, _ schema: Schema, _ description: String, example: JSONValue? = nil
    ) -> Parameter {
        Parameter(name: name, place: .query, schema: schema, description: description, example: example)
    }

    /// A list of names, separated by commas.
    static func names(
        _ name: String, _ choices: [String], atMost limit: Int, _ description: String, example: JSONValue? = nil
    ) -> Parameter {
        query(name, .array(of: .choice(choices), 1...limit), description, example: example)
    }

    /// Which members an answer has.
    static func fields(_ schema: FieldMaskSchema, example: JSONValue) -> Parameter {
        names(
            "fields", ["*"] + schema.paths, atMost: QueryReader.fieldLimit,
            "Only these members; `stats.*` stands for all that `stats` has, and `*` for all that need not be included.",
            example: example)
    }

    var json: JSONValue {
        .members([
            ("name", .text(name)), ("in", .text(place.rawValue)), ("description", .text(description)),
            ("required", isRequired ? true : nil), ("explode", schema.isArray ? false : nil),
            ("schema", schema.json), ("example", example),
        ])
    }
}

/// Parameters that several operations read.
extension Parameter {
    static let limit = query(
        "limit", Schema.integer(1...100).with("default", 20), "The most that a page has.", example: 3)

    static let cursor = query(
        "cursor", .text(0...CursorSigner.limit),
        "Where the page before ended: its `next_cursor`, with the same other parameters.")

    static let ifMatch = Parameter(
        name: "If-Match", place: .header, schema: entityTags,
        description: """
            The `ETag` of what is to be changed, or `*` for whatever there is (RFC 9110). No `Idempotency-Key` is looked at \
            here: sent again after it was done, the request finds another version (412) or nothing (404), or with `*` does \
            the same again.
            """, isRequired: true, example: "*")

    static let ifNoneMatch = Parameter(
        name: "If-None-Match", place: .header, schema: .text(),
        description: "The `ETag` of the answer that the client has: it is not sent again.")

    static let idempotencyKey = Parameter(
        name: "Idempotency-Key", place: .header, schema: .text(1...255, pattern: "^[!#-~]+$"),
        description:
            "The client's name for this write: the same caller's same key within 24 hours makes nothing twice.",
        example: "3f1c9a52-first-try")

    static let requestTimeout = Parameter(
        name: "Request-Timeout", place: .header,
        schema: Schema.number.with("exclusiveMinimum", 0).with("maximum", 3600),
        description: "After how many seconds the answer is of no use any more. A change of a course has "
            + "at least one, as far as the server's own limit allows.",
        example: 5)

    /// `*`, or entity tags (RFC 9110, section 8.8.3).
    private static let entityTags = Schema.text(1...200, pattern: #"^(\*|(W/)?"[!#-~]*"(, (W/)?"[!#-~]*")*)$"#)
}

extension FieldMaskSchema {
    /// The paths that a field mask may have: members, members of members, and all of a member's members.
    fileprivate var paths: [String] {
        members.sorted { $0.key < $1.key }.flatMap { name, schema in
            [name] + (schema.members.isEmpty ? [] : (schema.paths + ["*"]).map { "\(name).\($0)" })
        }
    }
}
