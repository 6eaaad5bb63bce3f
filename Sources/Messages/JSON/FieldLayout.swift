import CMessages

/// One field as the JSON writer needs it: without references, so that a walk over a message's fields counts none.
struct FieldLayout: BitwiseCopyable {
    enum Value: BitwiseCopyable {
        case boolean
        case int32
        case int64
        case double
        case text
        case base64
        case uuid
        case timestamp
        case enumeration(UnsafePointer<ProtobufCEnumDescriptor>)
        case message(MessageReference)
    }

    let key: FieldKey
    let value: Value
    let isNullable: Bool
    let isRepeated: Bool
    let offset: Int
    /// Where the number of elements of a repeated field lies.
    let countOffset: Int

    /// Nil for fields that never reach JSON.
    init?(_ field: ProtobufCFieldDescriptor, _ options: FieldOptions) {
        guard !options.isInternal else { return nil }
        key = FieldKey(named: String(cString: field.name))
        isNullable = options.isNullable
        isRepeated = field.label == PROTOBUF_C_LABEL_REPEATED
        offset = Int(field.offset)
        countOffset = Int(field.quantifier_offset)
        value = Self.value(of: field, options.kind)
    }

    private static func value(of field: ProtobufCFieldDescriptor, _ kind: FieldOptions.Kind) -> Value {
        switch kind {
        case .uuid: return .uuid
        case .timestamp: return .timestamp
        case .message(let layout): return .message(MessageReference(layout))
        case .plain: break
        }
        switch field.type {
        case PROTOBUF_C_TYPE_BOOL: return .boolean
        case PROTOBUF_C_TYPE_INT32: return .int32
        case PROTOBUF_C_TYPE_INT64: return .int64
        case PROTOBUF_C_TYPE_DOUBLE: return .double
        case PROTOBUF_C_TYPE_STRING: return .text
        case PROTOBUF_C_TYPE_ENUM:
            return .enumeration(field.descriptor.assumingMemoryBound(to: ProtobufCEnumDescriptor.self))
        default: return .base64
        }
    }

    var name: String { key.name }

    /// The distance of a repeated field's elements.
    var stride: Int {
        switch value {
        case .boolean: MemoryLayout<protobuf_c_boolean>.stride
        case .int32, .enumeration: MemoryLayout<Int32>.stride
        case .int64, .timestamp, .double: MemoryLayout<Int64>.stride
        case .base64, .uuid: MemoryLayout<ProtobufCBinaryData>.stride
        case .text, .message: MemoryLayout<UnsafeRawPointer>.stride
        }
    }
}
