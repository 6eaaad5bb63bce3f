public import NIOCore

/// A JSON object that was read as a message: the reverse of what ``JSONWriter`` writes.
///
/// Members have the names and kinds of the message's fields; those that are absent have protobuf's defaults, as has a
/// nullable one that is null. Reading is strict: a member that is unknown, repeated or of another type is a fault, as is
/// an integer beyond 2^53, which not every JSON parser keeps exact.
public struct JSONBody<Body: Message>: Sendable {
    /// The longest text that is read, in bytes.
    public static var byteLimit: Int { 1 << 20 }

    /// What was read.
    public let message: Body
    /// The names of the object's members, in the order of the fields: tells an absent member from one with a default.
    public let members: [String]

    /// Reads the buffer's readable bytes (RFC 8259, UTF-8).
    ///
    /// - Throws: ``JSONFault`` for the first fault.
    public init(_ json: ByteBuffer) throws(JSONFault) {
        guard json.readableBytes <= Self.byteLimit else { throw JSONFault("is longer than \(Self.byteLimit) bytes") }
        guard let type = Body.self as? any GeneratedMessage.Type else { throw JSONFault("can't be read as JSON") }
        (message, members) = try json.withUnsafeReadableBytes { (bytes) throws(JSONFault) in
            try type.read(json: bytes, as: Body.self)
        }
    }
}

extension GeneratedMessage {
    fileprivate static func read<Body: Message>(
        json: UnsafeRawBufferPointer, as _: Body.Type
    ) throws(JSONFault) -> (Body, [String]) {
        // A text takes about its own length, and the structs of the messages in it.
        let arena = Arena(firstChunk: MemoryLayout<CStruct>.stride + 256 + json.count, limit: Arena.draftLimit)
        let pointer = allocate(in: arena)
        var reader = MessageReader(json, arena: arena)
        let members = try reader.document(into: UnsafeMutableRawPointer(pointer), layout)
        guard let message = Self(arena: arena, pointer: pointer) as? Body else {
            throw JSONFault("can't be read as JSON")
        }
        return (message, members)
    }
}
