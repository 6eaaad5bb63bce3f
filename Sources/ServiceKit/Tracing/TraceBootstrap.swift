internal import Logging
internal import Tracing

/// Sets up what makes spans, for the whole process.
enum TraceBootstrap {
    /// The most spans of one export.
    private static let batchSize = 512

    /// Does nothing where the settings name no collector: no span is made then, and nothing costs more.
    ///
    /// - Returns: what exports the spans, to be run until the end of the process.
    static func install(_ settings: SettingsReader, logger: Logger) throws(SettingError) -> TraceExporter? {
        guard let endpoint = try settings.value(Settings.traceEndpoint) else { return nil }
        let metrics = TraceMetrics()
        let queue = SpanQueue(
            limit: try settings.value(Settings.traceQueueLimit), batchSize: batchSize, metrics: metrics)
        let collector = OTLPCollector(
            endpoint: endpoint, headers: try settings.value(Settings.traceHeaders),
            resource: TraceResource(settings.role))
        let exporter = TraceExporter(
            queue: queue, collector: collector, interval: try settings.value(Settings.traceInterval),
            timeout: try settings.value(Settings.traceTimeout),
            metrics: metrics, logger: logger)
        let sampler = TraceSampler(ratio: try settings.value(Settings.traceRatio))
        InstrumentationSystem.bootstrap(ExportingTracer(sampler: sampler, queue: queue))
        logger.info("Traces are exported", metadata: ["endpoint": "\(endpoint)"])
        return exporter
    }
}
