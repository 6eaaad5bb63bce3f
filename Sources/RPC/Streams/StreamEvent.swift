internal import NIOCore

/// What the reader of a stream gets.
enum StreamEvent: Sendable, Equatable {
    /// A message's bytes.
    case message(ByteBuffer)
    case end(StreamEnd)
}
