extension Settings {
    /// Where traces go. The name is OpenTelemetry's.
    static let traceEndpoint = Setting(
        optional: "OTEL_EXPORTER_OTLP_ENDPOINT",
        .secretURL(schemes: ["http", "https"], example: "http://127.0.0.1:4318"), readBy: .services,
        "Collector that spans are sent to, as OTLP over HTTP in JSON, at the path v1/traces below it; without one no "
            + "spans are made.")

    /// What the collector is told besides, such as who sends. The name is OpenTelemetry's.
    static let traceHeaders = Setting(
        optional: "OTEL_EXPORTER_OTLP_HEADERS", .secretHeaders, readBy: .services,
        "Headers that are sent along with spans, for a collector that wants an API key or a password.")

    /// How many traces are kept.
    static let traceRatio = Setting(
        "LYCEUM_TRACE_RATIO", .fraction, default: "1", readBy: .services,
        "Part of the traces that is kept, among those that begin here; one that a caller began is kept if the caller "
            + "says so.")

    /// How many spans may wait.
    static let traceQueueLimit = Setting(
        "LYCEUM_TRACE_QUEUE", .integer(512...1_000_000), default: "8192", readBy: .services,
        "Most spans that wait for their export; further ones are dropped and counted.")

    /// How long spans wait for others.
    static let traceInterval = Setting(
        "LYCEUM_TRACE_INTERVAL", .duration(.milliseconds(100)...(.seconds(60))), default: "5s", readBy: .services,
        "How long spans wait for others to be exported with; 512 are sent at once.")

    /// The most time for an export.
    static let traceTimeout = Setting(
        "LYCEUM_TRACE_TIMEOUT", .duration(.milliseconds(100)...(.seconds(60))), default: "10s", readBy: .services,
        "Most time for one attempt to send spans.")

    static let tracing = SettingGroup(
        title: "Traces",
        settings: [
            traceEndpoint.declaration, traceHeaders.declaration, traceRatio.declaration, traceQueueLimit.declaration,
            traceInterval.declaration, traceTimeout.declaration,
        ])
}
