/// Reads protobuf's wire format: the few field types that descriptors consist of.
///
/// The generator makes what the rest of the project reads messages with, so it can't use that itself.
struct WireReader {
    enum Value {
        case number(UInt64)
        case bytes(ArraySlice<UInt8>)
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    /// The next field, or nil at the end.
    mutating func next() throws(GeneratorError) -> (field: Int, value: Value)? {
        guard !rest.isEmpty else { return nil }
        let tag = try varint()
        switch tag & 7 {
        case 0: return (Int(tag >> 3), .number(try varint()))
        case 1: return (Int(tag >> 3), .bytes(try take(8)))
        case 2: return (Int(tag >> 3), .bytes(try take(Int(truncatingIfNeeded: try varint()))))
        case 5: return (Int(tag >> 3), .bytes(try take(4)))
        default: throw GeneratorError("wire type \(tag & 7) in the descriptor set")
        }
    }

    /// All remaining numbers of a packed field.
    mutating func packedNumbers() throws(GeneratorError) -> [Int] {
        var numbers: [Int] = []
        while !rest.isEmpty { numbers.append(Int(truncatingIfNeeded: try varint())) }
        return numbers
    }

    private mutating func varint() throws(GeneratorError) -> UInt64 {
        var result: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard let byte = rest.popFirst() else { throw GeneratorError("the descriptor set is cut off") }
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return result }
        }
        throw GeneratorError("a number of the descriptor set is too long")
    }

    private mutating func take(_ count: Int) throws(GeneratorError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= rest.count else { throw GeneratorError("the descriptor set is cut off") }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}
