/// What a message looks like in JSON, for those who describe an interface: its fields as ``JSONWriter`` writes them and
/// ``JSONBody`` reads them.
public struct MessageShape: Sendable {
    /// How the value of a field is written.
    public indirect enum Kind: Sendable {
        case boolean
        case int32
        case int64
        case double
        case text
        case base64
        /// The canonical text of a UUID (RFC 9562).
        case uuid
        /// RFC 3339 text in UTC.
        case timestamp
        /// One of these names.
        case enumeration([String])
        case message(MessageShape)
    }

    /// A field.
    public struct Member: Sendable {
        /// Its name, in .proto and JSON alike.
        public let name: String
        /// How its value, or each of its values, is written.
        public let kind: Kind
        /// Whether its zero is null.
        public let isNullable: Bool
        /// Whether it is an array.
        public let isRepeated: Bool
    }

    /// The message's name without its package, for example `Course`.
    public let name: String
    /// The fields that reach JSON, in the order in which they are written.
    public let members: [Member]

    /// The shape of a generated message. No message may contain itself.
    public init<M: Message>(_ message: M.Type) {
        self.init((message as? any GeneratedMessage.Type)?.layout, name: message.fullName)
    }

    private init(_ layout: MessageLayout?, name: String) {
        self.name = name.split(separator: ".").last.map(String.init) ?? name
        members = (layout?.fields ?? []).map { field in
            Member(
                name: field.name, kind: Kind(field.value), isNullable: field.isNullable, isRepeated: field.isRepeated)
        }
    }

    fileprivate init(_ layout: MessageLayout) {
        self.init(layout, name: String(cString: layout.descriptor.pointee.name))
    }
}

extension MessageShape.Kind {
    fileprivate init(_ value: FieldLayout.Value) {
        switch value {
        case .boolean: self = .boolean
        case .int32: self = .int32
        case .int64: self = .int64
        case .double: self = .double
        case .text: self = .text
        case .base64: self = .base64
        case .uuid: self = .uuid
        case .timestamp: self = .timestamp
        case .enumeration(let descriptor):
            let values = UnsafeBufferPointer(
                start: descriptor.pointee.values, count: Int(descriptor.pointee.n_values))
            self = .enumeration(values.map { String(cString: $0.name) })
        case .message(let layout): self = .message(MessageShape(layout()))
        }
    }
}
