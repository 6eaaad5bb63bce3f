/// What a load has shown.
struct LoadReport: Sendable {
    /// From which lag on the generator's own delay is part of what it measured.
    static let tolerableLagMilliseconds = 5.0

    let plan: LoadPlan
    let latencies: LoadRecorder
    /// Those open at the end.
    let connections: Int
    /// What the generator used while it measured.
    let processorTime: Duration

    init(plan: LoadPlan, _ recorder: LoadRecorder, connections: Int, processorTime: Duration) {
        self.plan = plan
        latencies = recorder
        self.connections = connections
        self.processorTime = processorTime
    }

    var errorCount: Int { latencies.errors.values.reduce(0, +) }

    /// Requests measured, however they ended.
    var requestCount: Int { latencies.lag.count }

    /// Good answers per second.
    var rate: Double { Double(latencies.succeeded) / (plan.duration / .seconds(1)) }

    /// Whether the generator itself was late, as it lacked processor time.
    var fellBehind: Bool { latencies.lag.milliseconds(atPercentile: 99) > Self.tolerableLagMilliseconds }

    var processorMicrosecondsPerRequest: Double {
        requestCount == 0 ? 0 : processorTime / .microseconds(1) / Double(requestCount)
    }
}
