/// The identity of a trace: 128 bits, not all zero (W3C Trace Context, trace-id).
struct TraceID: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    /// Nil for zero, which is no identity.
    init?(high: UInt64, low: UInt64) {
        guard high | low != 0 else { return nil }
        self.high = high
        self.low = low
    }

    /// A new one, of which each bit is random.
    static func random() -> TraceID {
        while true {
            if let id = TraceID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max)) { return id }
        }
    }

    /// 32 hexadecimal digits in lower case.
    var text: String { Hexadecimal.text(high) + Hexadecimal.text(low) }
}
