internal import NIOCore

/// Endpoints come and go with what names stand for.
extension ConnectionPool {
    /// It is time to resolve the names anew, or something suggests it.
    mutating func resolveIfDue(at now: NIODeadline) -> [Action] {
        guard !isClosed, resolution?.begin(at: now) == true else { return [] }
        return [.resolve]
    }

    /// Names were resolved. New endpoints are connected; those that are gone finish their calls.
    ///
    /// - Parameter endpoints: all that there are now.
    mutating func resolved(_ endpoints: [Endpoint], at now: NIODeadline) -> [Action] {
        guard !isClosed, let next = resolution?.ended(at: now, failed: false) else { return [] }
        var retired: [Action] = []
        for index in slots.indices where slots[index].lacksEndpoint(among: endpoints) {
            if let connection = slots[index].vacate() { retired.append(.retire(connection)) }
        }
        let known = Set(slots.compactMap(\.endpoint))
        for endpoint in endpoints where !known.contains(endpoint) { add(endpoint) }
        resolutionError = nil
        updateReady()
        let connects = connectIdleSlots(at: now)
        // Connecting means hope; where there is nothing to connect there is none.
        let hopeless: [Action] =
            slots.contains { $0.endpoint != nil } ? [] : [.resume(waiters.takeImpatient(), .failure(unavailable))]
        return retired + connects + hopeless + [.resolveLater(after: next)]
    }

    /// The names could not be resolved: what is known goes on.
    mutating func resolutionFailed(_ error: String, at now: NIODeadline) -> [Action] {
        guard !isClosed, let next = resolution?.ended(at: now, failed: true) else { return [] }
        resolutionError = error
        let isHopeless = !hasReadyConnection && !slots.contains(where: \.isPromising)
        let failures: [Action] = isHopeless ? [.resume(waiters.takeImpatient(), .failure(unavailable))] : []
        return failures + [.resolveLater(after: next)]
    }

    /// Gives an endpoint its places, in those that are vacant first.
    mutating func add(_ endpoint: Endpoint) {
        for _ in 0..<connectionsPerEndpoint {
            if let index = slots.firstIndex(where: { $0.endpoint == nil }) {
                slots[index].endpoint = endpoint
            } else {
                slots.append(ConnectionSlot(endpoint: endpoint))
            }
        }
    }
}
