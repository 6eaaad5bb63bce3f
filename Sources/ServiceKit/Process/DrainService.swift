internal import ServiceLifecycle

/// The first to learn that the process must stop: it says so, and holds the rest back until load balancers have heard.
struct DrainService: Service, CustomStringConvertible {
    let delay: Duration
    /// Flips readiness and sets the hard end.
    let begin: @Sendable () -> Void

    func run() async throws {
        // It throws when the process stops because a part of it failed: that is an end, too.
        try? await gracefulShutdown()
        begin()
        try await Task.sleep(for: delay)
    }

    var description: String { "drain" }
}
