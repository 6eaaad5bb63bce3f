/// The rules for the fields of one kind of record.
struct FieldRules<Field: ImportField>: Equatable, Sendable {
    private let rules: [Field: FieldRule]
    /// Whether columns were named by a mapping, so that each has to exist.
    private let isExplicit: Bool

    /// Each field from the column with its name.
    static var sameNames: FieldRules {
        let rules = Field.allCases.map { ($0, FieldRule(origin: .columns([ColumnPath($0.rawValue)]))) }
        return FieldRules(rules: Dictionary(uniqueKeysWithValues: rules), isExplicit: false)
    }

    /// The rules of a mapping. A field without a rule gets no value from the file.
    init(_ rules: [Field: FieldRule]) {
        self.init(rules: rules, isExplicit: true)
    }

    private init(rules: [Field: FieldRule], isExplicit: Bool) {
        self.rules = rules
        self.isExplicit = isExplicit
    }

    /// Makes a record of a row.
    ///
    /// - Throws: The problem with the first field, in their order, that has no usable value.
    func record(of row: SourceRow) throws(RowProblem) -> ImportRecord<Field> {
        var values: [Field: FieldValue] = [:]
        for field in Field.allCases {
            values[field] = try value(of: field, in: row)
        }
        return ImportRecord(line: row.line, values: values)
    }

    /// Checks that a CSV file has the columns that the rules name.
    func check(_ header: CSVHeader) throws(InputError) {
        let missing = rules.filter { isExplicit || $0.key.presence == .required }.values.flatMap { rule -> [String] in
            guard case .columns(let paths) = rule.origin else { return [] }
            return paths.map(\.text).filter { header.index(of: $0) == nil }
        }
        guard missing.isEmpty else {
            throw .missingColumns(Set(missing).sorted(), present: header.names)
        }
    }

    /// The column that feeds a field, for reports.
    func columnName(of field: Field) -> String? {
        rules[field]?.columnName
    }

    private func value(of field: Field, in row: SourceRow) throws(RowProblem) -> FieldValue? {
        let rule = rules[field]
        var text: String?
        do throws(FieldDefect) {
            text = try rule?.text(in: row)
            if text == nil, case .defaulted(let standIn) = field.presence, rule?.isRequired != true {
                text = standIn
            }
            guard let text else {
                guard rule?.isRequired != true, field.presence != .required else { throw FieldDefect("has no value") }
                return nil
            }
            return try field.type.value(of: text, scale: rule?.scale, format: rule?.format)
        } catch {
            let reason = "\(error.reason) (field \(Field.section).\(field.rawValue))"
            throw RowProblem(line: row.line, column: rule?.columnName, value: text, reason: reason)
        }
    }
}
