/// Where spans go.
protocol SpanCollector: Sendable {
    /// Sends a batch, and tells what became of it within the time.
    func export(_ spans: [SpanRecord], within timeout: Duration) async -> ExportOutcome

    /// Nothing more will be exported.
    func close() async
}
