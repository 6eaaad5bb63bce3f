import HTTPTypes
import RPC
import ServiceKit

extension Metadata {
    /// The trace that header fields name (W3C Trace Context); nothing where they name none, or not as they must.
    init(traceOf fields: HTTPFields) {
        self.init()
        guard let name = HTTPField.Name.traceparent, fields.contains(name), let parent = fields[name] else { return }
        let state = HTTPField.Name.tracestate.flatMap { fields[$0] }
        guard let trace = TraceContext(parent: parent, state: state) else { return }
        append(trace.parent, for: TraceContext.parentField)
        if let state = trace.state { append(state, for: TraceContext.stateField) }
    }
}
