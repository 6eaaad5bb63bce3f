/// The members that a field mask may name.
public struct FieldMaskSchema: Sendable {
    /// By name; what they may have in turn.
    public private(set) var members: [String: FieldMaskSchema] = [:]
    let layout: MessageLayout?

    /// The members of a message.
    public init<M: Message>(_ message: M.Type) {
        self.init((message as? any GeneratedMessage.Type)?.layout)
    }

    /// Adds a member that is composed from elsewhere, as an included entity is.
    public func adding(_ name: String, _ schema: FieldMaskSchema) -> FieldMaskSchema {
        var copy = self
        copy.members[name] = schema
        return copy
    }

    /// Adds a member that is composed from elsewhere, and has none of its own.
    public func adding(_ name: String) -> FieldMaskSchema {
        adding(name, FieldMaskSchema(nil))
    }

    private init(_ layout: MessageLayout?) {
        self.layout = layout
        for field in layout?.fields ?? [] {
            if case .message(let nested) = field.value {
                members[field.name] = FieldMaskSchema(nested())
            } else {
                members[field.name] = FieldMaskSchema(nil)
            }
        }
    }
}
