import Messages

extension Schema {
    /// How a message is written, from its descriptor.
    ///
    /// - Parameters:
    ///   - notes: what the descriptor doesn't say, by the field's name.
    ///   - additions: members that come from elsewhere.
    ///   - isWhole: whether every field of the message is always there, which it is not where clients choose.
    static func answer<M: Message>(
        _ message: M.Type, notes: [String: String] = [:], adding additions: [(String, Schema)] = [],
        isWhole: Bool = true
    ) -> Schema {
        let shape = MessageShape(message)
        let properties = shape.members.map { member in
            (member.name, notes[member.name].map(Schema(member).described) ?? Schema(member))
        }
        return object(properties + additions, required: isWhole ? nil : [])
    }

    /// What is read as a message: any of its fields, and nothing else.
    ///
    /// - Parameters:
    ///   - limits: the values that a field may have, by its name; all that its type has for the rest.
    ///   - required: the fields that must be there.
    static func request<M: Message>(
        _ message: M.Type, limits: [(String, Schema)] = [], required: [String] = []
    ) -> Schema {
        let properties = MessageShape(message).members.map { member in
            (member.name, limits.first { $0.0 == member.name }?.1 ?? Schema(member))
        }
        return object(properties, required: required, isClosed: true)
    }

    private init(_ member: MessageShape.Member) {
        let value = Schema(member.kind)
        self = member.isRepeated ? .array(of: value) : member.isNullable ? value.orNull : value
    }

    private init(_ kind: MessageShape.Kind) {
        switch kind {
        case .boolean: self = .boolean
        case .int32: self = .int32
        case .int64: self = .int64
        case .double: self = .number
        case .text: self = .text()
        case .base64: self = Schema.text().with("contentEncoding", "base64")
        case .uuid: self = .uuid
        case .timestamp: self = .timestamp
        case .enumeration(let names): self = .choice(names)
        case .message(let shape): self = .named(shape.name)
        }
    }
}
