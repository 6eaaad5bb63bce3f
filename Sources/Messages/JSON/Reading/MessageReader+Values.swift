import CMessages
import FoundationEssentials

/// Single values.
extension MessageReader {
    /// What is wrong with a value of another type, or with a text that has none here.
    func mismatch(_ detail: String) -> JSONFault {
        guard let byte = cursor.byte else { return cursor.malformed("a value is missing") }
        return "{[\"-0123456789tfn".utf8.contains(byte) ? JSONFault(detail) : cursor.malformed("a value is missing")
    }

    mutating func boolean() throws(JSONFault) -> protobuf_c_boolean {
        if cursor.take(literal: "true") { return 1 }
        if cursor.take(literal: "false") { return 0 }
        throw mismatch("must be true or false")
    }

    mutating func number() throws(JSONFault) -> JSONNumber {
        guard let byte = cursor.byte, "-0123456789".utf8.contains(byte) else { throw mismatch("must be a number") }
        return try JSONNumber(&cursor)
    }

    private mutating func string(_ expectation: String) throws(JSONFault) -> UnsafeRawBufferPointer {
        guard cursor.byte == UInt8(ascii: "\"") else { throw mismatch(expectation) }
        return try cursor.string(in: arena)
    }

    mutating func text() throws(JSONFault) -> UnsafeRawPointer? {
        let text = try string("must be text")
        guard !text.contains(0) else { throw JSONFault("must not hold the character U+0000") }
        return text.baseAddress
    }

    mutating func timestamp() throws(JSONFault) -> Int64 {
        let expectation = "must be a time as in RFC 3339, for example 2026-05-01T12:00:00Z"
        guard let time = Timestamp(try string(expectation)) else { throw JSONFault(expectation) }
        return time.microseconds
    }

    mutating func number(
        ofName descriptor: UnsafePointer<ProtobufCEnumDescriptor>
    ) throws(JSONFault) -> Int32 {
        let names = (0..<Int(descriptor.pointee.n_values)).map { String(cString: descriptor.pointee.values[$0].name) }
        let expectation = "must be one of: \(names.joined(separator: ", "))"
        let name = String(decoding: try string(expectation), as: UTF8.self)
        guard let index = names.firstIndex(of: name) else { throw JSONFault(expectation) }
        return descriptor.pointee.values[index].value
    }

    mutating func uuid() throws(JSONFault) -> ProtobufCBinaryData {
        let expectation = "must be a UUID"
        guard let uuid = UUID(hyphenated: String(decoding: try string(expectation), as: UTF8.self)) else {
            throw JSONFault(expectation)
        }
        return arena.copy(uuid: uuid)
    }

    mutating func base64() throws(JSONFault) -> ProtobufCBinaryData {
        let expectation = "must be base64"
        guard let data = Data(base64Encoded: Data(try string(expectation))) else { throw JSONFault(expectation) }
        return data.withUnsafeBytes { arena.copy(unsafeBytes: $0) }
    }
}
