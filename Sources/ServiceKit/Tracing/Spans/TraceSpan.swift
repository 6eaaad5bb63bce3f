internal import Tracing

/// A span, kept or not. One that is not kept costs nothing but its context, which tells others not to keep theirs.
struct TraceSpan: Span {
    let context: ServiceContext
    /// Nil where the trace is not kept.
    private let recording: SpanRecording?

    init(context: ServiceContext, recording: SpanRecording?) {
        self.context = context
        self.recording = recording
    }

    var isRecording: Bool { recording != nil }

    /// Empty where nothing is recorded, and after the end.
    var operationName: String {
        get { recording?.read(\.name) ?? "" }
        nonmutating set { recording?.change { $0.name = newValue } }
    }

    var attributes: SpanAttributes {
        get { recording?.read(\.attributes) ?? [:] }
        nonmutating set { recording?.change { $0.attributes = newValue } }
    }

    /// An error stays one, and what is well stays so (OpenTelemetry: Ok over Error over Unset).
    func setStatus(_ status: SpanStatus) {
        recording?.change { record in
            if record.status?.code != .ok { record.status = status }
        }
    }

    func addEvent(_ event: SpanEvent) {
        recording?.change { $0.add(event) }
    }

    func addLink(_ link: SpanLink) {
        recording?.change { $0.add(link) }
    }

    /// Adds an event as OpenTelemetry's semantic conventions for exceptions describe it.
    func recordError<Instant: TracerInstant>(
        _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
    ) {
        guard let recording else { return }
        var attributes = attributes
        attributes["exception.type"] = String(reflecting: type(of: error))
        attributes["exception.message"] = String(describing: error)
        let event = SpanEvent(name: "exception", at: instant(), attributes: attributes)
        recording.change { $0.add(event) }
    }

    func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
        recording?.end(at: instant().nanosecondsSinceEpoch)
    }
}
