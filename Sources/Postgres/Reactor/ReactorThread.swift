import Glibc
import Synchronization

/// A thread of our own, for code that blocks all its life long.
final class ReactorThread: Sendable {
    /// Nil when somebody has joined it.
    private let thread: Mutex<pthread_t?>

    /// Runs `body` on a new thread.
    init(_ body: @escaping @Sendable () -> Void) throws(PostgresError) {
        let box = Unmanaged.passRetained(Body(body))
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, Self.runBody, box.toOpaque())
        guard code == 0 else {
            box.release()
            throw PostgresError(.configuration, "A thread can't be started: error \(code).")
        }
        self.thread = Mutex(thread)
    }

    /// Nobody waits for the thread any more.
    deinit {
        if let thread = take() { pthread_detach(thread) }
    }

    /// Waits until the thread is gone, and with it what libraries keep for each thread. libcrypto gives that back when a
    /// thread ends and when the process does, and crashes where both happen at once.
    ///
    /// Blocks: to be called when the body has nothing left to do.
    func join() {
        if let thread = take() { pthread_join(thread, nil) }
    }

    private func take() -> pthread_t? {
        thread.withLock { $0.take() }
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    private static let runBody: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { box in
        guard let box else { return nil }
        // Retained by `init`, once, for this one use.
        Unmanaged<Body>.fromOpaque(box).takeRetainedValue().run()
        return nil
    }
}
