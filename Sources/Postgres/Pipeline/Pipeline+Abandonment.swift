import NIOCore

/// Deadlines, cancellation and the end of the connection.
extension Pipeline {
    /// Where a request to cancel the running statement stands. Until it has had its effect, nobody else's work is
    /// sent here, for the server would cancel that as well.
    enum Cancellation: Equatable {
        case none
        case requested(flight: UInt64)
        /// The server has been told; what it hits is still to come.
        case delivered(flight: UInt64)

        var flight: UInt64? {
            switch self {
            case .none: nil
            case .requested(let flight), .delivered(let flight): flight
            }
        }
    }

    /// Fails the flights whose deadline has passed; returns the earliest deadline of the others.
    mutating func expire(now: NIODeadline, failing: (Flight) -> Void) -> NIODeadline {
        var earliest = NIODeadline.distantFuture
        abandon(at: now, failing: failing) { flight in
            if flight.request.deadline <= now { return true }
            earliest = min(earliest, flight.request.deadline)
            return false
        }
        return earliest
    }

    /// Stops waiting for every flight that `isAbandoned` names, and reports it.
    mutating func abandon(
        at now: NIODeadline, failing: (Flight) -> Void, where isAbandoned: (Flight) -> Bool
    ) {
        for index in steps.indices {
            guard let flight = steps[index].flight, flight.abandonedAt == nil, isAbandoned(flight) else { continue }
            steps[index] = steps[index].abandoned(at: now)
            abandonedCount += 1
            failing(flight)
        }
    }

    /// Decides whether what nobody waits for has lasted too long.
    mutating func watch(now: NIODeadline) -> Effect? {
        if let leaseEnd = leaseTimeout, now >= leaseEnd {
            return .close(.givenUp(PostgresError(.unavailable, "A transaction outlived its deadline.")))
        }
        guard let (flight, since) = overdueHead else { return nil }
        if now >= since + limits.cancelGrace + limits.closeGrace {
            return .close(.givenUp(PostgresError(.unavailable, "The server does not answer.")))
        }
        guard now >= since + limits.cancelGrace, mayCancel(flight) else { return nil }
        cancellation = .requested(flight: flight.request.id)
        return .cancel
    }

    /// When `watch` has something to decide next.
    var nextWatch: NIODeadline {
        let leaseEnd = leaseTimeout ?? .distantFuture
        guard let (flight, since) = overdueHead else { return leaseEnd }
        let cancelAt = since + limits.cancelGrace
        return min(leaseEnd, mayCancel(flight) ? cancelAt : cancelAt + limits.closeGrace)
    }

    /// The server has received the request to cancel, or it could not be reached.
    mutating func cancellationDelivered() {
        guard let flight = cancellation.flight else { return }
        cancellation = .delivered(flight: flight)
        resumeAfterCancellation()
    }

    /// Accepts work again once all that the cancellation could hit has been answered.
    mutating func resumeAfterCancellation() {
        if case .delivered = cancellation, steps.isEmpty { cancellation = .none }
    }

    /// Empties the pipeline of a connection that is gone. If we have closed it because of its head, the reads behind the
    /// head have done no harm: they are sent again.
    mutating func disconnect(_ end: ConnectionEnd) -> [Effect] {
        let flights = steps.compactMap(\.flight)
        let effects = flights.enumerated().compactMap { index, flight -> Effect? in
            guard flight.abandonedAt == nil else { return nil }
            let isRead = flight.request.placement == .read
            if isRead, !end.isLost, index > 0, flight.attempt + 1 < limits.attempts {
                return .requeue(flight.request, attempt: flight.attempt + 1)
            }
            return .fail(flight, end.error.afterSending(isRead: isRead))
        }
        self = Pipeline(limits: limits)
        return effects
    }

    /// The flight at the head, if nobody waits for it, and since when that matters.
    private var overdueHead: (flight: Flight, since: NIODeadline)? {
        guard abandonedCount > 0, let head = steps.lazy.compactMap(\.flight).first,
            let abandonedAt = head.abandonedAt
        else { return nil }
        return (head, max(abandonedAt, headSince))
    }

    private func mayCancel(_ flight: Flight) -> Bool {
        if case .requested = cancellation { return false }
        return cancellation.flight != flight.request.id
    }

    private var leaseTimeout: NIODeadline? {
        lease.map { $0.deadline + limits.cancelGrace + limits.closeGrace }
    }
}
