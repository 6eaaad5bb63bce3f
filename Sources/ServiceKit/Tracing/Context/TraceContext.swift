/// Where in a trace something happens: what travels from process to process (W3C Trace Context, level 1).
public struct TraceContext: Hashable, Sendable {
    let traceID: TraceID
    /// The span that is the parent of what happens.
    let spanID: SpanID
    /// Whether the spans of the trace are kept.
    let isSampled: Bool
    /// What other tracers have added, passed on as it came.
    public let state: String?
}

/// The headers `traceparent` and `tracestate`.
extension TraceContext {
    /// The name of the header and of the metadata that say where in which trace a caller is.
    public static let parentField = "traceparent"
    /// The name of those that say what other tracers have added.
    public static let stateField = "tracestate"

    /// The longest state that is passed on, in bytes; a longer one is dropped as a whole, as the specification allows.
    private static let stateLimit = 512

    /// Reads the headers of a request. Nil where the first is not valid: a new trace begins, and the second counts for
    /// nothing.
    public init?(parent: String, state: String?) {
        let bytes = Array(parent.utf8)
        let dash = UInt8(ascii: "-")
        guard bytes.count >= 55, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash,
            let version = Hexadecimal.number(bytes[..<2]), version != 0xff,
            let high = Hexadecimal.number(bytes[3..<19]), let low = Hexadecimal.number(bytes[19..<35]),
            let traceID = TraceID(high: high, low: low),
            let span = Hexadecimal.number(bytes[36..<52]), let spanID = SpanID(span),
            let flags = Hexadecimal.number(bytes[53..<55])
        else { return nil }
        // Later versions may have more behind another dash.
        guard bytes.count == 55 || version > 0 && bytes[55] == dash else { return nil }
        let isPassedOn = state.map { !$0.isEmpty && $0.utf8.count <= Self.stateLimit } ?? false
        self.init(
            traceID: traceID, spanID: spanID, isSampled: flags & 1 == 1, state: isPassedOn ? state : nil)
    }

    /// The value of `traceparent`.
    public var parent: String {
        "00-\(traceID.text)-\(spanID.text)-\(isSampled ? "01" : "00")"
    }
}
