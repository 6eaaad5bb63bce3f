internal import Tracing

/// What a span knows, within limits.
struct SpanRecord: Sendable {
    /// The most links, and the most events; further ones are only counted.
    static let listLimit = 128

    var name: String
    let kind: SpanKind
    let context: TraceContext
    /// Nil at the root of a trace.
    let parentID: SpanID?
    /// Nanoseconds since 1970.
    let startNanoseconds: UInt64
    /// Nanoseconds since 1970; never before the start, even if the clock was set back.
    private(set) var endNanoseconds: UInt64
    var attributes = SpanAttributes()
    var status: SpanStatus?
    private(set) var events: [SpanEvent] = []
    private(set) var links: [SpanLink] = []
    private(set) var droppedEvents = 0
    private(set) var droppedLinks = 0

    init(name: String, kind: SpanKind, context: TraceContext, parentID: SpanID?, startNanoseconds: UInt64) {
        self.name = name
        self.kind = kind
        self.context = context
        self.parentID = parentID
        self.startNanoseconds = startNanoseconds
        endNanoseconds = startNanoseconds
    }

    mutating func add(_ event: SpanEvent) {
        guard events.count < Self.listLimit else {
            droppedEvents += 1
            return
        }
        events.append(event)
    }

    /// Links outside of any trace, or to one whose spans nobody keeps, lead nowhere.
    mutating func add(_ link: SpanLink) {
        guard link.context.trace?.isSampled == true else { return }
        guard links.count < Self.listLimit else {
            droppedLinks += 1
            return
        }
        links.append(link)
    }

    mutating func end(at nanoseconds: UInt64) {
        endNanoseconds = max(startNanoseconds, nanoseconds)
    }
}
