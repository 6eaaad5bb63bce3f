public import NIOCore

/// One detail of a ``Status``: a protobuf message with the name of its type (google.protobuf.Any).
public struct StatusDetail: Sendable, Hashable {
    /// The type's URL, for example `type.googleapis.com/google.rpc.RetryInfo`.
    public let typeURL: String
    /// The encoded message.
    public let value: ByteBuffer

    /// A detail of this type.
    public init(typeURL: String, value: ByteBuffer) {
        self.typeURL = typeURL
        self.value = value
    }
}
