import CMessages
public import NIOCore

/// A repeated `bytes` field.
///
/// - Important: `@unchecked Sendable` for the same reason as ``Arena``: what it points at is read-only.
public struct RepeatedBytes: RandomAccessCollection, @unchecked Sendable {
    let arena: Arena
    let elements: UnsafeMutablePointer<ProtobufCBinaryData>?
    /// The number of elements.
    public let count: Int

    /// The position of the first element: 0.
    public var startIndex: Int { 0 }
    /// One past the last element.
    public var endIndex: Int { count }

    /// A copy of the bytes at a position, which must be within the bounds.
    public subscript(position: Int) -> ByteBuffer {
        FieldAccess.bytes(data(at: position))
    }

    /// Lends the bytes at a position without copying them.
    public func withBytes<Result, Failure: Error>(
        at position: Int, _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try FieldAccess.withBytes(data(at: position), body)
    }

    private func data(at position: Int) -> ProtobufCBinaryData {
        precondition(indices.contains(position), "index out of range")
        return elements?[position] ?? ProtobufCBinaryData()
    }
}
