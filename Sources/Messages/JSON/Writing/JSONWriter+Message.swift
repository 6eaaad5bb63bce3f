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
            let isFirst = !needsComma
            var isWhole = false
            // The name and most values with one look at whether there is room.
            output.write(atMost: field.key.size + JSONPlace.scalarSize) { place in
                place.put(field.key, isFirst: isFirst)
                isWhole = !field.isRepeated && place.putScalar(at: structure + field.offset, field)
            }
            needsComma = isWhole
            if isWhole { continue }
            if field.isRepeated {
                elements(of: structure, field, mask.nested(at: position))
            } else if case .message(let layout) = field.value {
                nested(at: structure + field.offset, layout(), mask.nested(at: position))
            } else {
                value(at: structure + field.offset, field)
            }
        }
    }

    private mutating func elements(of structure: UnsafeRawPointer, _ field: FieldLayout, _ mask: FieldMask) {
        let count = (structure + field.countOffset).load(as: Int.self)
        let first = (structure + field.offset).load(as: UnsafeRawPointer?.self)
        array { writer in
            guard let first else { return }
            for index in 0..<count {
                let place = first + index * field.stride
                if case .message(let layout) = field.value {
                    writer.nested(at: place, layout(), mask)
                } else {
                    writer.value(at: place, field)
                }
            }
        }
    }

    private mutating func nested(at place: UnsafeRawPointer, _ layout: MessageLayout, _ mask: FieldMask) {
        guard let structure = place.load(as: UnsafeRawPointer?.self) else { return null() }
        object { $0.members(of: structure, layout, mask) }
    }

    /// Writes what is no message.
    @inline(__always)
    private mutating func value(at place: UnsafeRawPointer, _ field: FieldLayout) {
        switch field.value {
        case .text: text(place.load(as: UnsafePointer<CChar>?.self), field)
        case .base64: base64(UnsafeRawBufferPointer(place.load(as: ProtobufCBinaryData.self)))
        case .enumeration(let descriptor): name(of: place.load(as: Int32.self), descriptor)
        case .boolean, .int32, .int64, .double, .uuid, .timestamp, .message:
            separate()
            output.writeScalar { _ = $0.putScalar(at: place, field) }
        }
    }

    private mutating func text(_ text: UnsafePointer<CChar>?, _ field: FieldLayout) {
        let count = text.map { strlen($0) } ?? 0
        if field.isNullable && count == 0 { null() } else { quoted(UnsafeRawBufferPointer(start: text, count: count)) }
    }

    private mutating func name(of number: Int32, _ descriptor: UnsafePointer<ProtobufCEnumDescriptor>) {
        guard let known = protobuf_c_enum_descriptor_get_value(descriptor, number) else { return value(Int64(number)) }
        quoted(UnsafeRawBufferPointer(start: known.pointee.name, count: strlen(known.pointee.name)))
    }
}

extension JSONPlace {
    /// Puts the value of a field, or one of its values, if its size is bounded; returns whether it is.
    fileprivate mutating func putScalar(at place: UnsafeRawPointer, _ field: FieldLayout) -> Bool {
        switch field.value {
        case .boolean: put(place.load(as: protobuf_c_boolean.self) != 0)
        case .int32: put(Int64(place.load(as: Int32.self)), field) { $0.put(decimal: $1) }
        case .int64: put(place.load(as: Int64.self), field) { $0.put(decimal: $1) }
        case .timestamp: put(place.load(as: Int64.self), field) { $0.put(timestamp: $1) }
        case .double: put(place.load(as: Double.self))
        case .uuid:
            let data = place.load(as: ProtobufCBinaryData.self)
            if data.len == 16, let bytes = data.data { put(uuid: bytes) } else { put("null") }
        case .text, .base64, .enumeration, .message: return false
        }
        return true
    }

    @inline(__always)
    private mutating func put(_ number: Int64, _ field: FieldLayout, _ body: (inout JSONPlace, Int64) -> Void) {
        if field.isNullable && number == 0 { put("null") } else { body(&self, number) }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate init(_ data: ProtobufCBinaryData) {
        self.init(start: data.data, count: data.len)
    }
}
