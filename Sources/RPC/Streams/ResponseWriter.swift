public import Messages

/// What a handler writes a stream's messages to. Its stream ends when the handler returns or throws.
public struct ResponseWriter<Response: Message>: Sendable {
    private let sink: any ResponseSink

    /// A typed view of a sink.
    public init(_ sink: any ResponseSink) {
        self.sink = sink
    }

    /// Sends a message, after a wait while the caller takes no more of them.
    ///
    /// Messages arrive in the order in which they are written; of several tasks that write, each waits for its turn.
    ///
    /// - Throws: CANCELLED when the caller is gone or the task is cancelled, DEADLINE_EXCEEDED when the call's deadline
    ///   has passed, RESOURCE_EXHAUSTED for a message of more than 4 MiB. Nothing was sent then.
    public func write(_ message: Response) async throws(Status) {
        try await sink.write(message)
    }
}
