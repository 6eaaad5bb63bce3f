import CEpoll
import Glibc

/// Wakes the reactor from another thread.
final class WakeUp: Sendable {
    let descriptor: CInt

    init() throws(PostgresError) {
        descriptor = cepoll_event_create()
        guard descriptor >= 0 else { throw PostgresError(.configuration, "eventfd is not available: errno \(errno).") }
    }

    deinit {
        close(descriptor)
    }

    /// Makes the descriptor readable. It can't fail but when it is readable already.
    func signal() {
        _ = cepoll_event_signal(descriptor)
    }

    /// Makes the descriptor unreadable again; it may be so already.
    func reset() {
        _ = cepoll_event_reset(descriptor)
    }
}
