import Logging
import NIOCore
import ServiceKit
import ServiceLifecycle
import Synchronization

/// Keeps the ranking index built: at start, and again whenever Redis has lost it.
final class BoardKeeper: Service {
    private struct State {
        var isBuilt = false
        /// Why the last attempt failed; nil if it did not.
        var failure: String?
    }

    private static let interval = Duration.milliseconds(500)
    /// Building costs PostgreSQL a walk over the whole board.
    private static let intervalAfterFailure = Duration.seconds(2)

    private let builder: BoardBuilder
    private let logger: Logger
    private let state = Mutex(State())

    init(builder: BoardBuilder, logger: Logger) {
        self.builder = builder
        self.logger = logger
    }

    /// Whether the index was complete when it was last looked at.
    var isBuilt: Bool { state.withLock(\.isBuilt) }

    /// The service can do without the index, with less.
    var healthCheck: HealthCheck {
        HealthCheck(name: "ranking index", isRequired: false) { _ in
            self.isBuilt ? .ok : .degraded("not built: pages come from PostgreSQL, ranks can't be had")
        }
    }

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: self.check())
            }
        }
    }

    /// Looks at the index, and builds it where it is missing.
    ///
    /// - Returns: when to look again.
    private func check() async -> Duration {
        do {
            if try await builder.index.isBuilt(deadline: .now() + .seconds(1)) {
                succeeded()
                return Self.interval
            }
            state.withLock { $0.isBuilt = false }
            let count = try await builder.build()
            logger.info("Ranking index built", metadata: ["users": "\(count)"])
            succeeded()
            return Self.interval
        } catch BoardBuildError.anotherBuilds {
            return Self.interval
        } catch {
            failed(error)
            return Self.intervalAfterFailure
        }
    }

    private func succeeded() {
        state.withLock { $0 = State(isBuilt: true) }
    }

    /// Logs why the index is away, once for each reason.
    private func failed(_ error: any Error) {
        let failure = String(describing: error)
        let isNews = state.withLock { state in
            defer { state = State(failure: failure) }
            return state.failure != failure
        }
        guard isNews, !Task.isCancelled else { return }
        logger.warning("Ranking index is away", metadata: ["reason": "\(failure)"])
    }
}
