import CMessages

/// Fills C structs from a JSON text, by the layouts of their messages.
struct MessageReader {
    /// How deep objects may lie in each other: the stack is finite.
    private static let depthLimit = 32
    /// How much of a name that is not known is told back, in Unicode scalars: it may be as long as the text.
    private static let shownNameLimit = 100

    var cursor: JSONCursor
    let arena: Arena
    private var depth = 0

    init(_ json: UnsafeRawBufferPointer, arena: Arena) {
        cursor = JSONCursor(json)
        self.arena = arena
    }

    /// Reads the whole text, which has to be one object.
    ///
    /// - Parameter structure: an initialized message of this layout.
    /// - Returns: the names of the members that were there, in the order of the fields.
    mutating func document(
        into structure: UnsafeMutableRawPointer, _ layout: MessageLayout
    ) throws(JSONFault) -> [String] {
        cursor.skipWhitespace()
        let seen = try object(into: structure, layout)
        cursor.skipWhitespace()
        guard cursor.isAtEnd else { throw cursor.malformed("something follows the object") }
        return layout.fields.indices.filter { seen & 1 << UInt64($0) != 0 }.map { layout.fields[$0].name }
    }

    /// - Returns: a bit for each field that was there.
    private mutating func object(
        into structure: UnsafeMutableRawPointer, _ layout: MessageLayout
    ) throws(JSONFault) -> UInt64 {
        guard cursor.take("{") else { throw mismatch("must be an object") }
        guard depth < Self.depthLimit else { throw JSONFault("is nested deeper than \(Self.depthLimit) objects") }
        depth += 1
        defer { depth -= 1 }
        var seen: UInt64 = 0
        cursor.skipWhitespace()
        if cursor.take("}") { return seen }
        repeat {
            cursor.skipWhitespace()
            let name = String(decoding: try cursor.string(in: arena), as: UTF8.self)
            guard let position = layout.position(of: name) else {
                throw JSONFault("is not known here; known are: \(layout.fieldNames)")
                    .within(member: String(name.unicodeScalars.prefix(Self.shownNameLimit)))
            }
            guard seen & 1 << UInt64(position) == 0 else { throw JSONFault("appears twice").within(member: name) }
            seen |= 1 << UInt64(position)
            cursor.skipWhitespace()
            try cursor.expect(":")
            cursor.skipWhitespace()
            do throws(JSONFault) {
                try member(of: structure, layout.fields[position])
            } catch {
                throw error.within(member: name)
            }
            cursor.skipWhitespace()
        } while cursor.take(",")
        try cursor.expect("}")
        return seen
    }

    private mutating func member(of structure: UnsafeMutableRawPointer, _ field: FieldLayout) throws(JSONFault) {
        if field.isRepeated {
            try elements(of: structure, field)
        } else if cursor.take(literal: "null") {
            guard field.isNullable else { throw JSONFault("must not be null") }
        } else {
            try value(at: structure + field.offset, field)
        }
    }

    private mutating func elements(of structure: UnsafeMutableRawPointer, _ field: FieldLayout) throws(JSONFault) {
        guard cursor.take("[") else { throw mismatch("must be an array") }
        var list = ElementList(stride: field.stride, arena: arena)
        cursor.skipWhitespace()
        if !cursor.take("]") {
            repeat {
                cursor.skipWhitespace()
                let place = list.append()
                do throws(JSONFault) {
                    try value(at: place, field)
                } catch {
                    throw error.within(member: "\(list.count - 1)")
                }
                cursor.skipWhitespace()
            } while cursor.take(",")
            try cursor.expect("]")
        }
        (structure + field.offset).storeBytes(of: list.first, as: UnsafeMutableRawPointer?.self)
        (structure + field.countOffset).storeBytes(of: list.count, as: Int.self)
    }

    private mutating func value(at place: UnsafeMutableRawPointer, _ field: FieldLayout) throws(JSONFault) {
        switch field.value {
        case .boolean: place.storeBytes(of: try boolean(), as: protobuf_c_boolean.self)
        case .int32:
            let range = Int64(Int32.min)...Int64(Int32.max)
            place.storeBytes(of: Int32(truncatingIfNeeded: try number().integer(in: range)), as: Int32.self)
        case .int64: place.storeBytes(of: try number().integer(in: JSONNumber.exactIntegers), as: Int64.self)
        case .double: place.storeBytes(of: try number().double(), as: Double.self)
        case .text: place.storeBytes(of: try text(), as: UnsafeRawPointer?.self)
        case .base64: place.storeBytes(of: try base64(), as: ProtobufCBinaryData.self)
        case .uuid: place.storeBytes(of: try uuid(), as: ProtobufCBinaryData.self)
        case .timestamp: place.storeBytes(of: try timestamp(), as: Int64.self)
        case .enumeration(let descriptor): place.storeBytes(of: try number(ofName: descriptor), as: Int32.self)
        case .message(let layout): place.storeBytes(of: try message(layout()), as: UnsafeRawPointer?.self)
        }
    }

    private mutating func message(_ layout: MessageLayout) throws(JSONFault) -> UnsafeRawPointer? {
        let structure = arena.allocate(layout.descriptor.pointee.sizeof_message)
        protobuf_c_message_init(layout.descriptor, structure)
        _ = try object(into: structure, layout)
        return UnsafeRawPointer(structure)
    }
}
