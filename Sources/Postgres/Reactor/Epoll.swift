import CEpoll
import Glibc

/// The descriptors that the reactor waits for. Level-triggered.
final class Epoll: Sendable {
    private let descriptor: CInt

    init() throws(PostgresError) {
        descriptor = cepoll_create()
        guard descriptor >= 0 else { throw PostgresError(.configuration, "epoll is not available: errno \(errno).") }
    }

    deinit {
        close(descriptor)
    }

    /// Watches a descriptor for reading, and for writing if asked to; false if the kernel refuses.
    func watch(_ target: CInt, reading: Bool = true, writing: Bool = false, token: UInt64) -> Bool {
        let interest = (reading ? CEPOLL_READABLE.rawValue : 0) | (writing ? CEPOLL_WRITABLE.rawValue : 0)
        return cepoll_watch(descriptor, target, interest, token) == 0
    }

    /// Forgets a descriptor, which must still be open.
    func unwatch(_ target: CInt) {
        // It may never have been watched.
        _ = cepoll_unwatch(descriptor, target)
    }

    /// Waits at most `milliseconds` (negative: without end) and shows the tokens of what is ready.
    func wait(milliseconds: CInt, _ body: (UInt64) -> Void) {
        withUnsafeTemporaryAllocation(of: cepoll_ready.self, capacity: 64) { ready in
            let count = cepoll_wait(descriptor, ready.baseAddress, 64, milliseconds)
            for index in 0..<max(0, Int(count)) { body(ready[index].token) }
        }
    }
}
