import Logging
import NIOCore
import Redis
import ServiceLifecycle
import Synchronization

/// Keeps the ranking index built: at start, and again whenever Redis comes back without it.
final class BoardKeeper: Service {
    private static let interval: Duration = .milliseconds(500)

    private let builder: BoardBuilder
    private let logger: Logger
    private let isServing = Mutex(false)

    init(builder: BoardBuilder, logger: Logger) {
        self.builder = builder
        self.logger = logger
    }

    /// Whether the index was complete when it was last looked at.
    var isBuilt: Bool { isServing.withLock { $0 } }

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                await self.check()
                try await Task.sleep(for: Self.interval)
            }
        }
    }

    private func check() async {
        do {
            var built = try await builder.index.isBuilt(deadline: .now() + .seconds(1))
            if !built, let count = try await builder.build() {
                logger.info("board built", metadata: ["users": "\(count)"])
                built = true
            }
            report(built, reason: nil)
        } catch {
            report(false, reason: error)
        }
    }

    private func report(_ built: Bool, reason: (any Error)?) {
        let changed = isServing.withLock { isServing in
            defer { isServing = built }
            return isServing != built
        }
        guard changed, !built, let reason, !Task.isCancelled else { return }
        logger.warning("ranking index is away", metadata: ["reason": "\(reason)"])
    }
}
