public import Messages

/// Where a stream's messages go: to the caller, or to an interceptor before it.
public protocol ResponseSink: Sendable {
    /// Sends a message; see ``ResponseWriter/write(_:)``.
    func write(_ message: any Message) async throws(Status)
}
