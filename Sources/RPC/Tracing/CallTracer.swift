internal import Tracing

/// Where spans go, and how their context travels: what both interceptors share.
struct CallTracer: Sendable {
    let tracer: any Tracer
    /// Writes context to metadata and reads it from there.
    let instrument: any Instrument

    /// What the process was bootstrapped with; nil when that is nothing, so that calls cost nothing more.
    static var bootstrapped: CallTracer? {
        let instrument = InstrumentationSystem.instrument
        guard !(instrument is NoOpInstrument) else { return nil }
        return CallTracer(tracer: InstrumentationSystem.tracer, instrument: instrument)
    }
}
