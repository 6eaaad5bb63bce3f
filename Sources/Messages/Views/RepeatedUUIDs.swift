import CMessages
public import FoundationEssentials

/// A repeated field of UUIDs. Bytes that are not 16 long read as the all-zero UUID.
///
/// - Important: `@unchecked Sendable` for the same reason as ``Arena``: what it points at is read-only.
public struct RepeatedUUIDs: RandomAccessCollection, @unchecked Sendable {
    let arena: Arena
    let elements: UnsafeMutablePointer<ProtobufCBinaryData>?
    /// The number of elements.
    public let count: Int

    /// The position of the first element: 0.
    public var startIndex: Int { 0 }
    /// One past the last element.
    public var endIndex: Int { count }

    /// The UUID at a position, which must be within the bounds.
    public subscript(position: Int) -> UUID {
        precondition(indices.contains(position), "index out of range")
        return FieldAccess.uuid(elements?[position] ?? ProtobufCBinaryData())
    }
}
