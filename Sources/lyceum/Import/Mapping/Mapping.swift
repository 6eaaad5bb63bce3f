/// Which column of a file feeds which field. The format is described in examples/mappings/README.md.
struct Mapping: Equatable, Sendable {
    /// Where the records come from. Ids are made of it and the natural keys, so it has to stay the same.
    var source = "import"
    var format: ImportFormat?
    var csv = CSVDialect()
    var courses = FieldRules<CourseField>.sameNames
    var lessons = FieldRules<LessonField>.sameNames
    var events = FieldRules<EventField>.sameNames

    /// Bytes of a mapping file.
    static let sizeLimit = 1 << 20

    /// Each field from the column with its name.
    init() {}

    /// Reads a mapping file's content.
    init(_ bytes: [UInt8]) throws(MappingError) {
        let value: JSONValue
        do throws(JSONSyntaxError) {
            value = try JSONParser.parse(bytes)
        } catch {
            throw MappingError(path: "", reason: "is not JSON at byte \(error.offset + 1): \(error.reason)")
        }
        let sections = [CourseField.section, LessonField.section, EventField.section]
        let root = MappingNode(value: value, path: "")
        let members = try root.members(known: ["source", "format", "csv"] + sections)
        if let node = members["source"] {
            source = try Self.source(node)
        }
        format = try members["format"]?.choice(ImportFormat.self)
        csv = try Self.dialect(members["csv"])
        courses = try Self.rules(members[CourseField.section])
        lessons = try Self.rules(members[LessonField.section])
        events = try Self.rules(members[EventField.section])
    }

    /// Whether a text can name a source.
    static func isSource(_ text: String) -> Bool {
        (1...64).contains(text.unicodeScalars.count) && !text.utf8.contains(0)
    }

    private static func source(_ node: MappingNode) throws(MappingError) -> String {
        let source = try node.string()
        guard Self.isSource(source) else {
            throw node.error("has not 1 to 64 characters")
        }
        return source
    }

    private static func dialect(_ node: MappingNode?) throws(MappingError) -> CSVDialect {
        guard let node else { return CSVDialect() }
        let members = try node.members(known: ["delimiter", "skip_lines"])
        var dialect = CSVDialect()
        dialect.delimiter = try members["delimiter"]?.choice(CSVDelimiter.self)
        dialect.skippedLines = try members["skip_lines"]?.count(in: 0...1_000) ?? 0
        return dialect
    }

    private static func rules<Field: ImportField>(_ node: MappingNode?) throws(MappingError) -> FieldRules<Field> {
        guard let node else { return .sameNames }
        let members = try node.members(known: Field.allCases.map(\.rawValue))
        var rules: [Field: FieldRule] = [:]
        for field in Field.allCases {
            if let member = members[field.rawValue] {
                rules[field] = try FieldRule(member, type: field.type)
            } else if field.presence == .required {
                throw node.error("has no rule for the required field \(field.rawValue)")
            }
        }
        return FieldRules(rules)
    }
}
