public import Logging

/// Writes every log event as one line, with one call of its sink.
public struct LineLogHandler: LogHandler {
    /// Takes a finished line, its line feed included.
    public typealias Sink = @Sendable (String) -> Void

    /// What is added to every event.
    public var metadata: Logger.Metadata = [:]
    /// Adds what the current task knows, beneath the metadata of the event.
    public var metadataProvider: Logger.MetadataProvider?
    /// The least severe level that is written.
    public var logLevel: Logger.Level

    private let service: String
    private let format: LogFormat
    private let now: @Sendable () -> Int64
    private let sink: Sink

    /// - Parameters:
    ///   - service: the name of the process, shown on every line.
    ///   - now: the time in microseconds since 1970.
    init(
        service: String, level: Logger.Level, format: LogFormat,
        now: @escaping @Sendable () -> Int64 = WallClock.microseconds,
        sink: @escaping Sink
    ) {
        self.service = service
        self.logLevel = level
        self.format = format
        self.now = now
        self.sink = sink
    }

    /// One entry of ``metadata``.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes the event as one line.
    public func log(event: LogEvent) {
        let line = LogLine(
            microseconds: now(), level: event.level, service: service, message: event.message.description,
            metadata: merged(with: event))
        sink(line.rendered(as: format))
    }

    private func merged(with event: LogEvent) -> Logger.Metadata {
        var result = metadata
        if let provided = metadataProvider?.get() { result.merge(provided) { _, new in new } }
        if let own = event.metadata { result.merge(own) { _, new in new } }
        if let error = event.error { result["error"] = .string(String(describing: error)) }
        return result
    }
}
