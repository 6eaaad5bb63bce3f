/// Writes the Swift view and the draft of each message of a package.
struct MessageEmitter {
    let package: String
    let packages: [String]

    func emit(messages: [MessageDescriptor], enums: [EnumDescriptor]) throws(GeneratorError) -> String {
        var source = SourceText()
        source.line("import CMessages")
        if messages.contains(where: { $0.contains(where: \.isUUID) }) {
            source.line("public import FoundationEssentials")
        }
        if messages.contains(where: { $0.contains(where: \.isBytes) }) { source.line("public import NIOCore") }
        source.line()
        source.comment("Messages of the protobuf package `\(package)`.")
        try source.block("public enum \(Naming.namespace(ofPackage: package))") { source throws(GeneratorError) in
            for enumeration in enums { try emit(enumeration, &source) }
            for message in messages { try emit(message, ".\(package).\(message.name)", &source) }
        }
        return source.text
    }

    private func emit(_ enumeration: EnumDescriptor, _ source: inout SourceText) throws(GeneratorError) {
        source.comment(enumeration.comment, otherwise: "The protobuf enum `\(enumeration.name)`.")
        try source.block("public enum \(enumeration.name): UInt32, Sendable, CaseIterable") { source in
            for value in enumeration.cases {
                source.comment(value.comment, otherwise: "`\(value.name)`.")
                source.line("case \(Naming.enumCase(value.name)) = \(value.number)")
            }
        }
        source.line()
    }

    private func emit(
        _ message: MessageDescriptor, _ fullName: String, _ source: inout SourceText
    ) throws(GeneratorError) {
        let name = Naming.typeName(message.name)
        let structure = Naming.cType(fullName)
        source.line("// Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.")
        source.comment(message.comment, otherwise: "The protobuf message `\(message.name)`.")
        try source.block("public struct \(name): GeneratedMessage, @unchecked Sendable") {
            source throws(GeneratorError) in
            source.comment("`\(fullName.dropFirst())`")
            source.line("public static let fullName = \"\(fullName.dropFirst())\"")
            source.line("static let empty = makeEmpty()")
            source.line("static let initialize: @Sendable (UnsafeMutablePointer<\(structure)>?) -> Void =")
            source.line(Naming.cInitializer(fullName))
            emitLayout(message, &source)
            source.line("let arena: Arena")
            source.line("let pointer: UnsafeMutablePointer<\(structure)>")
            emitInitializers(structure, &source)
            for field in message.fields { try emitGetter(Field(field, packages), &source) }
            for enumeration in message.enums { try emit(enumeration, &source) }
            for nested in message.messages { try emit(nested, fullName + "." + nested.name, &source) }
            try emitDraft(message, structure, &source)
        }
        source.line()
    }

    private func emitLayout(_ message: MessageDescriptor, _ source: inout SourceText) {
        source.line("static let layout = MessageLayout(initialize, options: [")
        for field in message.fields.sorted(by: { $0.number < $1.number }) {
            var arguments: [String] = []
            switch field.kind {
            case .uuid: arguments.append("kind: .uuid")
            case .timestamp: arguments.append("kind: .timestamp")
            case .plain where field.type == Field.messageType:
                arguments.append("kind: .message({ \(Naming.type(field.typeName, in: packages)).layout })")
            case .plain: break
            }
            if field.isNullable { arguments.append("isNullable: true") }
            if field.isInternal { arguments.append("isInternal: true") }
            source.line("FieldOptions(\(arguments.joined(separator: ", "))),")
        }
        source.line("])")
    }

    private func emitInitializers(_ structure: String, _ source: inout SourceText) {
        source.line(
            """

            init(arena: Arena, pointer: UnsafeMutablePointer<\(structure)>) {
            self.arena = arena
            self.pointer = pointer
            }

            /// Builds a message: the closure fills the draft.
            public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
            ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
            }

            """)
    }

    private func emitGetter(_ field: Field, _ source: inout SourceText) throws(GeneratorError) {
        source.comment(field.descriptor.comment, otherwise: "The field `\(field.descriptor.name)`.")
        source.line("public var \(field.property): \(field.getterType) { \(field.getter) }")
        source.line()
        if field.isSingleMessage {
            source.comment("Whether `\(field.descriptor.name)` is set.")
            source.line("public var has\(field.suffix): Bool { pointer.pointee.\(field.c) != nil }")
            source.line()
        }
        if field.isSingleBytes {
            source.comment("Lends `\(field.descriptor.name)` without copying it.")
            source.line(
                """
                public func with\(field.suffix)<Result, Failure: Error>(
                _ body: (RawSpan) throws(Failure) -> Result
                ) throws(Failure) -> Result {
                try FieldAccess.withBytes(pointer.pointee.\(field.c), body)
                }

                """)
        }
    }

    private func emitDraft(
        _ message: MessageDescriptor, _ structure: String, _ source: inout SourceText
    ) throws(GeneratorError) {
        source.comment("A message being built. It can't outlive the closure that it is given to.")
        try source.block("public struct Draft: ~Copyable") { source throws(GeneratorError) in
            source.line("let arena: Arena")
            source.line("let pointer: UnsafeMutablePointer<\(structure)>")
            for field in message.fields {
                for member in try Field(field, packages).draftMembers {
                    source.line()
                    source.comment("Sets or extends `\(field.name)`.")
                    source.line(member)
                }
            }
        }
    }
}
