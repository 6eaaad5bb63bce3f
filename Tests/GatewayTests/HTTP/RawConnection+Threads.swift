import Foundation
import TestSupport

/// The same on threads of their own, which may wait. Tasks run on those of Dispatch's global queues, of which there are
/// hardly more than cores.
extension RawConnection {
    /// Sends, closes its half of the connection, and reads what comes.
    func exchange(_ text: String) async -> String {
        await onThread {
            self.send(text)
            self.endSending()
            return self.readToEnd().text
        }
    }

    /// Returns when the system has taken all of the text.
    func sendAll(_ text: String) async {
        await onThread { self.send(text) }
    }

    /// Sends a GET and reads its answer, head and body; nil where the connection ended before the answer did.
    func get(_ target: String) async -> String? {
        await onThread { self.get(target).map { $0.head + $0.body } }
    }

    /// Sends the text and reads one answer to it, as ``get(_:)`` does.
    func answer(to text: String) async -> String? {
        await onThread { self.answer(to: text).map { $0.head + $0.body } }
    }

    /// Everything until the peer closes the connection.
    func end() async -> String {
        await onThread { self.readToEnd().text }
    }

    private func onThread<Result: Sendable>(_ body: @Sendable @escaping () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: body()) }
        }
    }
}
