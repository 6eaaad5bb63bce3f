public import Messages

/// The messages of a server stream, in their order.
///
/// The call is made when the first message is asked for. One task at a time may read, and each message is read once,
/// whoever reads. The stream ends with the server's last message, or by throwing a ``Status``; after that there is
/// nothing more.
///
/// When nobody holds the stream any longer, or its reader is cancelled, the handler's task is cancelled. A reader that
/// rests keeps the handler waiting; only servers without flow control go on, and their stream ends with
/// RESOURCE_EXHAUSTED when too much is unread.
public struct ResponseStream<Response: Message>: AsyncSequence, Sendable {
    /// A message.
    public typealias Element = Response
    /// What ends a stream early.
    public typealias Failure = Status

    private let read: @Sendable () async throws(Status) -> Response?

    /// A stream of what the closure returns, until it returns nil: for interceptors, and channels of one's own.
    public init(reading read: @escaping @Sendable () async throws(Status) -> Response?) {
        self.read = read
    }

    /// An iterator; all of them read the same messages.
    public func makeAsyncIterator() -> Iterator {
        Iterator(read: read)
    }

    /// Reads one message after the other.
    public struct Iterator: AsyncIteratorProtocol {
        let read: @Sendable () async throws(Status) -> Response?

        /// Waits for the next message; nil at the end.
        ///
        /// - Throws: what ``RPCChannel/serverStream(_:_:_:)`` says.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(Status) -> Response? {
            try await read()
        }
    }
}
