import CMessages
import NIOCore

/// What the generator gives each message; everything else about messages is derived from it here.
protocol GeneratedMessage: Message {
    /// protobuf-c's struct, which begins with a `ProtobufCMessage`.
    associatedtype CStruct
    /// Sets protobuf-c's defaults.
    static var initialize: @Sendable (UnsafeMutablePointer<CStruct>?) -> Void { get }
    /// An empty message, to stand in for an absent one.
    static var empty: Self { get }
    /// How the message looks in JSON.
    static var layout: MessageLayout { get }

    init(arena: Arena, pointer: UnsafeMutablePointer<CStruct>)
    var arena: Arena { get }
    var pointer: UnsafeMutablePointer<CStruct> { get }
}

extension GeneratedMessage {
    static func makeEmpty() -> Self {
        let arena = Arena(firstChunk: MemoryLayout<CStruct>.stride, limit: Arena.draftLimit)
        return Self(arena: arena, pointer: Self.allocate(in: arena))
    }

    static func allocate(in arena: Arena) -> UnsafeMutablePointer<CStruct> {
        let pointer = arena.allocate(CStruct.self, count: 1)
        initialize(pointer)
        return pointer
    }

    static func decode(_ bytes: UnsafeRawBufferPointer) throws(MessageError) -> Self {
        // A decoded message takes about twice its encoded size, and its own struct.
        let arena = Arena(
            firstChunk: MemoryLayout<CStruct>.stride + 256 + bytes.count * 2, limit: Arena.decodeLimit)
        let unpacked = protobuf_c_message_unpack(
            layout.descriptor, arena.allocator, bytes.count, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
        guard let unpacked else {
            throw arena.isExhausted ? .tooLarge(message: fullName) : .malformed(message: fullName)
        }
        return Self(arena: arena, pointer: UnsafeMutableRawPointer(unpacked).assumingMemoryBound(to: CStruct.self))
    }

    /// Decodes the buffer's readable bytes.
    public init(decoding bytes: ByteBuffer) throws(MessageError) {
        self = try bytes.withUnsafeReadableBytes { (bytes) throws(MessageError) in try Self.decode(bytes) }
    }

    /// Decodes bytes that are lent, without copying them first.
    public init(decoding bytes: RawSpan) throws(MessageError) {
        self = try bytes.withUnsafeBytes { (bytes) throws(MessageError) in try Self.decode(bytes) }
    }

    var base: UnsafePointer<ProtobufCMessage> {
        UnsafeRawPointer(pointer).assumingMemoryBound(to: ProtobufCMessage.self)
    }

    /// The number of bytes that ``encode(into:)`` appends.
    public var encodedSize: Int { protobuf_c_message_get_packed_size(base) }

    /// Appends the message in protobuf's wire format.
    public func encode(into buffer: inout ByteBuffer) {
        let size = encodedSize
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: size) { destination in
            protobuf_c_message_pack(base, destination.baseAddress?.assumingMemoryBound(to: UInt8.self))
        }
    }

    /// Writes the members that the mask keeps into the JSON object that is open.
    public func writeMembers(to json: inout JSONWriter, _ mask: FieldMask) {
        json.members(of: UnsafeRawPointer(pointer), Self.layout, mask)
    }
}
