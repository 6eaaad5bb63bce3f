public import Logging
public import RPC
public import ServiceLifecycle
import UnixSignals

/// Keeps the TLS files of a process fresh: they are looked at from time to time, and read again upon SIGHUP.
public struct TLSReloader<Configuration: Sendable>: Service, CustomStringConvertible {
    private let context: TLSContext<Configuration>
    private let logger: Logger

    /// A service that does so while it runs.
    public init(_ context: TLSContext<Configuration>, logger: Logger) {
        self.context = context
        self.logger = logger
    }

    /// Runs until the graceful shutdown or the task's cancellation.
    public func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        await withTaskGroup { group in
            group.addTask { try? await self.context.run() }
            group.addTask {
                for await _ in signals.cancelOnGracefulShutdown() { self.reload() }
            }
        }
    }

    private func reload() {
        do {
            try context.reload()
        } catch {
            logger.error("TLS files can't be used, the old ones stay in use", metadata: ["problem": "\(error)"])
        }
    }

    /// Which part of the process it is, for the log of the lifecycle.
    public var description: String { "TLS files" }
}
