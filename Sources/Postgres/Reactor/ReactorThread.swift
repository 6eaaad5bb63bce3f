import Glibc

/// A thread of our own, for code that blocks all its life long.
enum ReactorThread {
    /// Runs `body` on a new thread, which nobody joins.
    static func start(_ body: @escaping @Sendable () -> Void) throws(PostgresError) {
        let box = Unmanaged.passRetained(Body(body))
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, runBody, box.toOpaque())
        guard code == 0 else {
            box.release()
            throw PostgresError(.configuration, "A thread can't be started: error \(code).")
        }
        pthread_detach(thread)
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    private static let runBody: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { box in
        guard let box else { return nil }
        // Retained by `start`, once, for this one use.
        Unmanaged<Body>.fromOpaque(box).takeRetainedValue().run()
        return nil
    }
}
