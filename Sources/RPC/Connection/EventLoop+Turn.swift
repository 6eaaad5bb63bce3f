internal import NIOCore

extension EventLoop {
    /// Runs the body once the loop has read what the network had brought before this call: from a task that runs after
    /// those of now, and hence after the next look at the sockets.
    func afterTurn(_ body: @escaping @Sendable () -> Void) {
        execute { _ = self.scheduleTask(in: .milliseconds(1), body) }
    }

    /// Waits for what ``afterTurn(_:)`` waits for.
    func turn() async {
        await withUnsafeContinuation { continuation in
            afterTurn { continuation.resume() }
        }
    }
}
