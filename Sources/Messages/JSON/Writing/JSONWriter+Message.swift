import CMessages
import Glibc

extension JSONWriter {
    /// Writes a message as an object.
    public mutating func value<M: Message>(_ message: M, _ mask: FieldMask = .all) {
        object { $0.members(of: message, mask) }
    }

    /// Writes a message's members into the object that is open, so that the caller can add its own.
    public mutating func members<M: Message>(of message: M, _ mask: FieldMask = .all) {
        message.writeMembers(to: &self, mask)
    }

    mutating func members(of structure: UnsafeRawPointer, _ layout: MessageLayout, _ mask: FieldMask) {
        for (position, field) in layout.fields.enumerated() where mask.includes(position: position) {
            key(field.key)
            if field.isRepeated {
                elements(of: structure, field, mask.nested(at: position))
            } else if case .message(let layout) = field.value {
                let place = structure + field.offset
                nested(place.load(as: UnsafeRawPointer?.self), layout(), mask.nested(at: position))
            } else {
                value(at: structure + field.offset, field, mask)
            }
        }
    }

    private mutating func elements(of structure: UnsafeRawPointer, _ field: FieldLayout, _ mask: FieldMask) {
        let count = (structure + field.countOffset).load(as: Int.self)
        let first = (structure + field.offset).load(as: UnsafeRawPointer?.self)
        array { writer in
            guard let first else { return }
            for index in 0..<count {
                writer.value(at: first + index * field.stride, field, mask)
            }
        }
    }

    /// - Parameter mask: heeded by messages only.
    private mutating func value(at place: UnsafeRawPointer, _ field: FieldLayout, _ mask: FieldMask) {
        switch field.value {
        case .boolean: value(place.load(as: protobuf_c_boolean.self) != 0)
        case .int32: number(Int64(place.load(as: Int32.self)), field)
        case .int64: number(place.load(as: Int64.self), field)
        case .double: value(place.load(as: Double.self))
        case .text: text(place.load(as: UnsafePointer<CChar>?.self), field)
        case .base64: base64(UnsafeRawBufferPointer(place.load(as: ProtobufCBinaryData.self)))
        case .uuid: uuid(place.load(as: ProtobufCBinaryData.self))
        case .timestamp: time(place.load(as: Int64.self), field)
        case .enumeration(let descriptor): name(of: place.load(as: Int32.self), descriptor)
        case .message(let layout): nested(place.load(as: UnsafeRawPointer?.self), layout(), mask)
        }
    }

    private mutating func number(_ number: Int64, _ field: FieldLayout) {
        if field.isNullable && number == 0 { null() } else { value(number) }
    }

    private mutating func time(_ microseconds: Int64, _ field: FieldLayout) {
        if field.isNullable && microseconds == 0 { null() } else { timestamp(microseconds: microseconds) }
    }

    private mutating func text(_ text: UnsafePointer<CChar>?, _ field: FieldLayout) {
        let count = text.map { strlen($0) } ?? 0
        if field.isNullable && count == 0 { null() } else { quoted(UnsafeRawBufferPointer(start: text, count: count)) }
    }

    private mutating func uuid(_ data: ProtobufCBinaryData) {
        if data.len == 16 && data.data != nil { uuid(UnsafeRawBufferPointer(data)) } else { null() }
    }

    private mutating func name(of number: Int32, _ descriptor: UnsafePointer<ProtobufCEnumDescriptor>) {
        guard let known = protobuf_c_enum_descriptor_get_value(descriptor, number) else { return value(Int64(number)) }
        quoted(UnsafeRawBufferPointer(start: known.pointee.name, count: strlen(known.pointee.name)))
    }

    private mutating func nested(_ structure: UnsafeRawPointer?, _ layout: MessageLayout, _ mask: FieldMask) {
        guard let structure else { return null() }
        object { $0.members(of: structure, layout, mask) }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate init(_ data: ProtobufCBinaryData) {
        self.init(start: data.data, count: data.len)
    }
}
