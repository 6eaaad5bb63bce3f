import NIOCore

extension Pipeline.Step {
    /// The request that waits for this step, if one does.
    var flight: Pipeline.Flight? {
        switch self {
        case .deallocate, .prepare, .sync: nil
        case .query(let flight), .script(let flight, _), .copyStart(let flight), .copyData(let flight),
            .copyEnd(let flight):
            flight
        }
    }

    /// The same step with nobody waiting for it.
    func abandoned(at now: NIODeadline) -> Pipeline.Step {
        guard var flight, flight.abandonedAt == nil else { return self }
        flight.abandonedAt = now
        return switch self {
        case .deallocate, .prepare, .sync: self
        case .query: .query(flight)
        case .script(_, let failure): .script(flight, failure: failure)
        case .copyStart: .copyStart(flight)
        case .copyData: .copyData(flight)
        case .copyEnd: .copyEnd(flight)
        }
    }
}
