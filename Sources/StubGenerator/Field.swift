/// How one field is read and drafted in Swift.
struct Field {
    static let messageType = 11

    let descriptor: FieldDescriptor
    private let swiftType: String

    init(_ descriptor: FieldDescriptor, _ packages: [String]) throws(GeneratorError) {
        self.descriptor = descriptor
        guard !descriptor.isInOneof else { throw GeneratorError("\(descriptor.name): oneof is not supported") }
        let isReference = descriptor.type == Self.messageType || descriptor.type == 14
        swiftType = isReference ? Naming.type(descriptor.typeName, in: packages) : try Self.scalar(descriptor)
        if descriptor.isRepeated && ![9, 11, 12].contains(descriptor.type) {
            throw GeneratorError("\(descriptor.name): repeated numbers are not supported")
        }
        if descriptor.isRepeated && descriptor.type == 9 {
            throw GeneratorError("\(descriptor.name): repeated strings are not supported")
        }
    }

    var property: String { Naming.property(descriptor.name) }
    var suffix: String { Naming.suffix(descriptor.name) }
    var c: String { descriptor.name }
    var isSingleMessage: Bool { descriptor.type == Self.messageType && !descriptor.isRepeated }
    var isSingleBytes: Bool { descriptor.type == 12 && descriptor.kind == .plain && !descriptor.isRepeated }

    private static func scalar(_ field: FieldDescriptor) throws(GeneratorError) -> String {
        switch field.type {
        case 1: return "Double"
        case 3: return "Int64"
        case 5: return "Int32"
        case 8: return "Bool"
        case 9: return "String"
        case 12: return field.kind == .uuid ? "UUID" : "ByteBuffer"
        default: throw GeneratorError("\(field.name): protobuf type \(field.type) is not supported")
        }
    }

    var getterType: String {
        if descriptor.isRepeated {
            switch descriptor.type {
            case 11: return "RepeatedMessages<\(swiftType)>"
            default: return descriptor.kind == .uuid ? "RepeatedUUIDs" : "RepeatedBytes"
            }
        }
        return descriptor.isNullable || descriptor.type == 14 ? swiftType + "?" : swiftType
    }

    var getter: String {
        let value = "pointer.pointee.\(c)"
        if descriptor.isRepeated {
            return "\(getterType)(arena: arena, elements: \(value), count: pointer.pointee.n_\(c))"
        }
        switch (descriptor.type, descriptor.isNullable) {
        case (8, _): return "\(value) != 0"
        case (9, false): return "FieldAccess.text(\(value))"
        case (9, true): return "FieldAccess.nullableText(\(value))"
        case (11, _): return "\(value).map { \(swiftType)(arena: arena, pointer: $0) } ?? .empty"
        case (12, false) where descriptor.kind == .uuid: return "FieldAccess.uuid(\(value))"
        case (12, true) where descriptor.kind == .uuid: return "FieldAccess.nullableUUID(\(value))"
        case (12, _): return "FieldAccess.bytes(\(value))"
        case (14, _): return "\(swiftType)(rawValue: \(value).rawValue)"
        case (_, true): return "FieldAccess.nullable(\(value))"
        default: return value
        }
    }

    /// What the draft offers for the field.
    var draftMembers: [String] {
        if descriptor.isRepeated { return repeatedMembers }
        let place = "pointer.pointee.\(c)"
        switch descriptor.type {
        case 8: return [property(get: "\(place) != 0", set: "\(place) = newValue ? 1 : 0")]
        case 9:
            return [
                property(
                    get: getter, set: "\(place) = arena.copy(text: newValue\(descriptor.isNullable ? " ?? \"\"" : ""))"),
                "public func set\(suffix)(_ text: RawSpan) { \(place) = arena.copy(text: text) }",
            ]
        case 11:
            return [
                """
                public func set\(suffix)<Failure: Error>(
                _ body: (borrowing \(swiftType).Draft) throws(Failure) -> Void
                ) throws(Failure) {
                let nested = \(swiftType).allocate(in: arena)
                try body(\(swiftType).Draft(arena: arena, pointer: nested))
                \(place) = nested
                }
                """,
                "public func set\(suffix)(_ message: \(swiftType)) { \(place) = arena.borrow(message) }",
            ]
        case 12: return bytesMembers(place)
        case 14:
            let type = "type(of: \(place))"
            return [
                property(get: getter, set: "if let newValue { \(place) = \(type).init(rawValue: newValue.rawValue) }")
            ]
        default:
            return [property(get: getter, set: "\(place) = newValue\(descriptor.isNullable ? " ?? 0" : "")")]
        }
    }

    private func bytesMembers(_ place: String) -> [String] {
        guard descriptor.kind == .uuid else {
            return [
                property(get: getter, set: "\(place) = arena.copy(bytes: newValue)"),
                "public func set\(suffix)(_ bytes: RawSpan) { \(place) = arena.copy(bytes: bytes) }",
            ]
        }
        let value =
            descriptor.isNullable ? "newValue.map { arena.copy(uuid: $0) } ?? .init()" : "arena.copy(uuid: newValue)"
        return [property(get: getter, set: "\(place) = \(value)")]
    }

    private var repeatedMembers: [String] {
        let append = "arena.append(to: &pointer.pointee.\(c), count: &pointer.pointee.n_\(c))"
        if descriptor.type == Self.messageType {
            return [
                """
                public func add\(suffix)<Failure: Error>(
                _ body: (borrowing \(swiftType).Draft) throws(Failure) -> Void
                ) throws(Failure) {
                let nested = \(swiftType).allocate(in: arena)
                try body(\(swiftType).Draft(arena: arena, pointer: nested))
                \(append).initialize(to: nested)
                }
                """
            ]
        }
        if descriptor.kind == .uuid {
            return ["public func add\(suffix)(_ uuid: UUID) { \(append).initialize(to: arena.copy(uuid: uuid)) }"]
        }
        return [
            "public func add\(suffix)(_ bytes: RawSpan) { \(append).initialize(to: arena.copy(bytes: bytes)) }",
            "public func add\(suffix)(_ bytes: ByteBuffer) { \(append).initialize(to: arena.copy(bytes: bytes)) }",
        ]
    }

    private func property(get: String, set: String) -> String {
        """
        public var \(property): \(getterType) {
        get { \(get) }
        nonmutating set { \(set) }
        }
        """
    }
}
