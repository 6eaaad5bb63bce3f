public import NIOCore

/// A protobuf message: an immutable view of a C struct that lives in an arena.
///
/// Copying a message copies two words and retains the arena; nothing is decoded twice.
public protocol Message: Sendable {
    /// The message's fully qualified protobuf name, for example `lyceum.course.v1.Course`.
    static var fullName: String { get }

    /// Decodes the buffer's readable bytes into an arena of its own.
    ///
    /// - Throws: ``MessageError`` when the bytes are not such a message, or expand beyond the arena's limit.
    init(decoding bytes: ByteBuffer) throws(MessageError)

    /// Decodes bytes that are lent, without copying them first.
    ///
    /// - Throws: ``MessageError``, as above.
    init(decoding bytes: RawSpan) throws(MessageError)

    /// The number of bytes that ``encode(into:)`` appends.
    var encodedSize: Int { get }

    /// Appends the message in protobuf's wire format.
    func encode(into buffer: inout ByteBuffer)

    /// Writes the members that the mask keeps into the JSON object that is open. A type that is not generated has none.
    func writeMembers(to json: inout JSONWriter, _ mask: FieldMask)
}

extension Message {
    /// Writes nothing.
    public func writeMembers(to json: inout JSONWriter, _ mask: FieldMask) {}

    /// Decodes bytes that are lent; types that can do it without a copy have their own way.
    public init(decoding bytes: RawSpan) throws(MessageError) {
        try self.init(decoding: bytes.withUnsafeBytes { ByteBuffer(bytes: $0) })
    }
}
