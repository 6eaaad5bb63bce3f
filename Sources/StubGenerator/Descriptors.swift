/// The part of `google/protobuf/descriptor.proto` that the generator uses.
struct FileDescriptor {
    var name = ""
    var package = ""
    var messages: [MessageDescriptor] = []
    var enums: [EnumDescriptor] = []
    var services: [ServiceDescriptor] = []
}

struct MessageDescriptor {
    var name = ""
    var comment: String?
    var fields: [FieldDescriptor] = []
    var messages: [MessageDescriptor] = []
    var enums: [EnumDescriptor] = []

    /// Whether some field of it, or of a message in it, is such.
    func contains(where isSuch: (FieldDescriptor) -> Bool) -> Bool {
        fields.contains(where: isSuch) || messages.contains { $0.contains(where: isSuch) }
    }
}

struct FieldDescriptor {
    enum Kind: UInt64 {
        case plain, uuid, timestamp
    }

    var name = ""
    var comment: String?
    var number = 0
    var isRepeated = false
    /// The number of `FieldDescriptorProto.Type`.
    var type = 0
    /// For messages and enums: `.lyceum.course.v1.Course`.
    var typeName = ""
    var isInOneof = false
    var kind = Kind.plain
    var isNullable = false
    var isInternal = false

    var isUUID: Bool { kind == .uuid }
    /// `bytes` that Swift sees as a `ByteBuffer`.
    var isBytes: Bool { type == 12 && kind == .plain }
}

struct EnumDescriptor {
    var name = ""
    var comment: String?
    var cases: [(name: String, number: Int, comment: String?)] = []
}

struct ServiceDescriptor {
    var name = ""
    var comment: String?
    var methods: [MethodDescriptor] = []
}

struct MethodDescriptor {
    enum Idempotency: UInt64 {
        case unknown, noSideEffects, idempotent
    }

    var name = ""
    var comment: String?
    var input = ""
    var output = ""
    var idempotency = Idempotency.unknown
    /// Whether the caller sends a stream, which the runtime does not offer.
    var takesStream = false
    var returnsStream = false
}
