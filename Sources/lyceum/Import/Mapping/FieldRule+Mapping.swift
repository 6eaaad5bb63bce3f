extension FieldRule {
    private static let members = [
        "column", "columns", "constant", "default", "format", "join", "required", "scale", "split", "take", "translate",
    ]

    /// Reads a rule: the name of a column, or an object.
    ///
    /// - Throws: ``MappingError`` where the rule contradicts itself or the type of its field.
    init(_ node: MappingNode, type: FieldType) throws(MappingError) {
        if case .string(let column) = node.value {
            self.init(origin: .columns([ColumnPath(column)]))
            return
        }
        let members = try node.members(known: Self.members)
        self.init(origin: try Self.origin(members, of: node))
        fallback = try members["default"]?.scalar()
        isRequired = try members["required"]?.boolean() ?? false
        try readSelection(members, of: node)
        try readTranslations(members["translate"])
        try readScale(members["scale"], type: type)
        try readFormat(members["format"], type: type)
    }

    private static func origin(_ members: [String: MappingNode], of node: MappingNode) throws(MappingError) -> Origin {
        switch (members["column"], members["columns"], members["constant"]) {
        case (let column?, nil, nil): return .columns([ColumnPath(try column.string())])
        case (nil, let columns?, nil): return .columns(try columns.strings().map(ColumnPath.init))
        case (nil, nil, let constant?): return .constant(try constant.scalar())
        default: throw node.error("needs one of column, columns and constant")
        }
    }

    private mutating func readSelection(_ members: [String: MappingNode], of node: MappingNode) throws(MappingError) {
        separator = try members["split"]?.string()
        if separator == "" { throw node.error("can't split at nothing") }
        switch (members["join"], members["take"]) {
        case (let join?, nil): selection = .join(try join.string())
        case (nil, let take?): selection = .take(try take.count(in: 0...1_000_000))
        case (nil, nil): selection = nil
        default: throw node.error("has both join and take")
        }
        guard selection == nil else { return }
        if separator != nil || members["columns"] != nil {
            throw node.error("makes several values, so it needs join or take")
        }
    }

    private mutating func readTranslations(_ node: MappingNode?) throws(MappingError) {
        guard let node else { return }
        guard case .object(let entries) = node.value else { throw node.error("is \(node.value.kind), not an object") }
        for (text, value) in entries {
            let entry = MappingNode(value: value, path: "\(node.path).\(text)")
            translations[text] = .some(value == .null ? nil : try entry.scalar())
        }
    }

    private mutating func readScale(_ node: MappingNode?, type: FieldType) throws(MappingError) {
        guard let node else { return }
        switch type {
        case .integer, .decimal: break
        default: throw node.error("is for numbers only")
        }
        guard case .number(let text) = node.value, let factor = ExactDecimal(text), factor.approximation > 0 else {
            throw node.error("is not a number above 0")
        }
        scale = factor
    }

    private mutating func readFormat(_ node: MappingNode?, type: FieldType) throws(MappingError) {
        guard let node else { return }
        guard type == .timestamp else { throw node.error("is for times only") }
        format = try node.choice(TimestampFormat.self)
    }
}
