import Logging
import Synchronization

@testable import ServiceKit

/// Keeps the lines that a handler writes.
final class LogRecorder: Sendable {
    private let recorded = Mutex<[String]>([])

    var lines: [String] { recorded.withLock { $0 } }

    /// A logger whose clock stands still.
    func logger(_ format: LogFormat = .text, level: Logger.Level = .trace) -> Logger {
        Logger(label: "test") { _ in
            LineLogHandler(
                service: "course", level: level, format: format, now: { 1_777_638_896_789_012 },
                sink: { line in self.recorded.withLock { $0.append(line) } })
        }
    }
}
