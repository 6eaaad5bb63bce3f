/// Decides at a trace's beginning whether its spans are kept. Whoever continues a trace follows its flag.
struct TraceSampler: Sendable {
    /// The traces whose last 56 bits are below this are left out. Processes with the same ratio agree on each trace
    /// (OpenTelemetry, probability sampling: rejection threshold).
    private let threshold: UInt64

    /// - Parameter ratio: the part of the traces that is kept, from 0 to 1.
    init(ratio: Double) {
        threshold = UInt64((1 - min(max(ratio, 0), 1)) * 0x1p56)
    }

    func keeps(_ traceID: TraceID) -> Bool {
        traceID.low & (1 << 56 - 1) >= threshold
    }
}
