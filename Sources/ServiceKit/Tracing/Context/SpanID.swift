/// The identity of a span within its trace: 64 bits, not all zero (W3C Trace Context, parent-id).
struct SpanID: Hashable, Sendable {
    let rawValue: UInt64

    /// Nil for zero, which is no identity.
    init?(_ rawValue: UInt64) {
        guard rawValue != 0 else { return nil }
        self.rawValue = rawValue
    }

    /// A new one.
    static func random() -> SpanID {
        while true {
            if let id = SpanID(.random(in: 0 ... .max)) { return id }
        }
    }

    /// 16 hexadecimal digits in lower case.
    var text: String { Hexadecimal.text(rawValue) }
}
