import CMessages
import FoundationEssentials
import NIOCore

/// How Swift sees the values that lie in C structs. Text is repaired where it is not UTF-8.
enum FieldAccess {
    static func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }

    static func nullableText(_ pointer: UnsafeMutablePointer<CChar>?) -> String? {
        guard let pointer, pointer.pointee != 0 else { return nil }
        return String(cString: pointer)
    }

    static func bytes(_ data: ProtobufCBinaryData) -> ByteBuffer {
        ByteBuffer(bytes: UnsafeRawBufferPointer(start: data.data, count: data.len))
    }

    static func withBytes<Result, Failure: Error>(
        _ data: ProtobufCBinaryData, _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(RawSpan(_unsafeBytes: UnsafeRawBufferPointer(start: data.data, count: data.len)))
    }

    /// The all-zero UUID stands for bytes that are not 16 long: no row has it, so that it is found nowhere.
    static func uuid(_ data: ProtobufCBinaryData) -> UUID {
        nullableUUID(data) ?? UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    }

    static func nullableUUID(_ data: ProtobufCBinaryData) -> UUID? {
        guard data.len == 16, let bytes = data.data else { return nil }
        return UUID(uuid: UnsafeRawPointer(bytes).loadUnaligned(as: uuid_t.self))
    }

    static func nullable<Number: FixedWidthInteger>(_ number: Number) -> Number? {
        number == 0 ? nil : number
    }
}

extension Arena {
    func copy(uuid: UUID) -> ProtobufCBinaryData {
        withUnsafeBytes(of: uuid.uuid) { copy(unsafeBytes: $0) }
    }
}
