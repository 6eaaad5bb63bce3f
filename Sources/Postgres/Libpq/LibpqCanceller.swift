import CLibpq

/// The right to cancel what runs on a connection, usable on any thread while the connection goes on or ends.
final class LibpqCanceller: Sendable {
    // Safe to share: libpq documents that a PGcancel is independent of its PGconn, PQcancel only reads it, and
    // PQfreeCancel is called once, by deinit.
    private nonisolated(unsafe) let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        PQfreeCancel(pointer)
    }

    /// Asks the server, on a connection of its own. Blocks. Nothing depends on its success: the connection is given up
    /// if the statement does not end.
    func cancel() {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
            _ = PQcancel(pointer, message.baseAddress, CInt(message.count))
        }
    }
}
