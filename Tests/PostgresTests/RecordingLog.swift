import Logging
import Synchronization

/// A log handler that keeps what it gets, as "level message key=value …".
final class RecordingLog: LogHandler, Sendable {
    private let recorded = Mutex<[String]>([])

    var entries: [String] { recorded.withLock { $0 } }

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }

    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        let pairs = (event.metadata ?? [:]).map { "\($0.key)=\($0.value)" }.sorted()
        recorded.withLock { $0.append((["\(event.level)", "\(event.message)"] + pairs).joined(separator: " ")) }
    }
}
