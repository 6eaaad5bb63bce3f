internal import NIOCore

/// Endpoints come and go with what names stand for.
extension ConnectionPool {
    /// What is known of the names is too old.
    mutating func resolutionElapsed(at now: NIODeadline) -> [Action] {
        guard !isClosed, resolution?.elapsed(at: now) == true else { return [] }
        return [.resolve]
    }

    /// Something suggests that the names stand for something else.
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
        for endpoint in endpoints { add(endpoint) }
        resolutionError = nil
        updateReady()
        return retired + connectIdleSlots(at: now) + failImpatientCallers() + [.resolveLater(after: next)]
    }

    /// The names could not be resolved: what is known goes on.
    mutating func resolutionFailed(_ error: String, at now: NIODeadline) -> [Action] {
        guard !isClosed, let next = resolution?.ended(at: now, failed: true) else { return [] }
        resolutionError = error
        return failImpatientCallers() + [.resolveLater(after: next)]
    }

    /// Gives an endpoint its places, in those that are vacant first, unless it has them.
    mutating func add(_ endpoint: Endpoint) {
        guard !slots.contains(where: { $0.endpoint == endpoint }) else { return }
        for _ in 0..<connectionsPerEndpoint {
            if let index = slots.firstIndex(where: { $0.endpoint == nil }) {
                slots[index].endpoint = endpoint
            } else {
                slots.append(ConnectionSlot(endpoint: endpoint, failuresToEject: ejection.consecutiveFailures))
            }
        }
    }
}
