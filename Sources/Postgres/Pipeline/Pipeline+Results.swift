import NIOCore

/// How results become effects.
extension Pipeline {
    /// Where the server stands between two transactions.
    enum TransactionStatus: Equatable {
        case idle
        case open
    }

    /// What libpq has reported.
    enum Event {
        case succeeded
        case failed(PostgresError)
        /// The command did not run, since one before it in the same group failed.
        case aborted
        case copyReady
        /// No more results of this command.
        case ended
        case synced(TransactionStatus)
        /// All bytes have been handed to the socket.
        case flushed
    }

    /// What must happen now.
    enum Effect {
        case succeed(Flight)
        case fail(Flight, PostgresError)
        /// Sent, but proved not to have run.
        case requeue(Request, attempt: Int)
        /// Ask the server, on another connection, to cancel what runs on this one.
        case cancel
        case close(ConnectionEnd)
    }

    /// Takes the next event of the connection.
    mutating func receive(_ event: Event, now: NIODeadline) -> Effect? {
        if case .ended = event, awaitsEnd {
            awaitsEnd = false
            return nil
        }
        switch steps.first {
        case nil: return nil
        case .deallocate: return receivePreparation(event, of: nil)
        case .prepare(let name, let generation): return receivePreparation(event, of: (name, generation))
        case .query(let flight): return receiveQuery(event, flight, now: now)
        case .sync: return receiveSync(event)
        case .script(let flight, let failure): return receiveScript(event, flight, failure, now: now)
        case .copyStart(let flight): return receiveCopyStart(event, flight, now: now)
        case .copyData(let flight): return receiveCopyData(event, flight, now: now)
        case .copyEnd(let flight): return receiveCopyEnd(event, flight, now: now)
        }
    }

    private mutating func receivePreparation(
        _ event: Event, of preparation: (name: String, generation: Int)?
    ) -> Effect? {
        steps.removeFirst()
        awaitsEnd = true
        switch (event, preparation) {
        case (.failed(let error), let (name, generation)?) where error.sqlState == .duplicateStatement:
            prepared.markStale(name, generation: generation)
        case (.failed(let error), let (name, generation)?):
            prepared.forget(name, generation: generation)
            preparationFailure = error
        case (.aborted, let (name, generation)?):
            prepared.forget(name, generation: generation)
        default:
            break
        }
        return nil
    }

    private mutating func receiveQuery(_ event: Event, _ flight: Flight, now: NIODeadline) -> Effect? {
        steps.removeFirst()
        awaitsEnd = true
        let flight = land(flight, now: now)
        switch event {
        case .failed(let error): return queryFailed(flight, error)
        case .aborted: return queryAborted(flight)
        default: return succeed(flight)
        }
    }

    private mutating func queryFailed(_ flight: Flight, _ error: PostgresError) -> Effect? {
        if case .query(let statement, _) = flight.request.work {
            if error.sqlState == .featureNotSupported {
                prepared.markStale(statement.name, generation: flight.generation)
            } else if error.sqlState == .unknownStatement {
                prepared.forget(statement.name, generation: flight.generation)
            }
        }
        // In each of these cases the server has rolled back, or not begun, what this statement did.
        let isRetryable =
            error.sqlState == .featureNotSupported || error.sqlState == .unknownStatement
            || (error.sqlState == .queryCanceled && cancellation != .none)
        return isRetryable ? retry(flight, or: error) : fail(flight, error)
    }

    private mutating func queryAborted(_ flight: Flight) -> Effect? {
        if let preparationFailure { return fail(flight, preparationFailure) }
        return retry(flight, or: PostgresError(.server, "A statement sent before this one failed."))
    }

    private mutating func receiveSync(_ event: Event) -> Effect? {
        guard case .synced(let status) = event else { return nil }
        steps.removeFirst()
        preparationFailure = nil
        resumeAfterCancellation()
        guard let end = lease?.end, steps.isEmpty else { return nil }
        endLease()
        if end == .closed { return .close(.retired) }
        if status == .idle { return nil }
        return .close(.givenUp(PostgresError(.unavailable, "A transaction could not be ended.")))
    }

    private mutating func receiveScript(
        _ event: Event, _ flight: Flight, _ failure: PostgresError?, now: NIODeadline
    ) -> Effect? {
        switch event {
        case .failed(let error):
            steps[0] = .script(flight, failure: failure ?? error)
            return nil
        case .ended:
            steps.removeFirst()
            let flight = land(flight, now: now)
            resumeAfterCancellation()
            return failure.map { fail(flight, $0) } ?? succeed(flight)
        default:
            return nil
        }
    }

    private mutating func receiveCopyStart(_ event: Event, _ flight: Flight, now: NIODeadline) -> Effect? {
        switch event {
        case .copyReady:
            steps.removeFirst()
            mode = .copying
            return succeed(land(flight, now: now))
        case .failed(let error):
            steps.removeFirst()
            awaitsEnd = true
            return fail(land(flight, now: now), error)
        default:
            // What the statement did, or still does, can't be undone by words: the flight fails with its connection.
            return .close(.givenUp(PostgresError(.server, "The statement is not a COPY FROM STDIN.")))
        }
    }

    private mutating func receiveCopyData(_ event: Event, _ flight: Flight, now: NIODeadline) -> Effect? {
        guard case .flushed = event else { return nil }
        steps.removeFirst()
        let flight = land(flight, now: now)
        return succeed(flight)
    }

    private mutating func receiveCopyEnd(_ event: Event, _ flight: Flight, now: NIODeadline) -> Effect? {
        steps.removeFirst()
        awaitsEnd = true
        let flight = land(flight, now: now)
        guard case .failed(let error) = event else { return succeed(flight) }
        return fail(flight, error)
    }

    /// The caller may have gone; a lease that nobody received can't be given back.
    private func succeed(_ flight: Flight) -> Effect? {
        if flight.abandonedAt == nil { return .succeed(flight) }
        guard flight.request.placement == .lease else { return nil }
        return .close(.givenUp(PostgresError(.unavailable, "The connection was given up by its caller.")))
    }

    private mutating func fail(_ flight: Flight, _ error: PostgresError) -> Effect? {
        if flight.request.placement == .lease { endLease() }
        return flight.abandonedAt == nil ? .fail(flight, error) : nil
    }

    private mutating func retry(_ flight: Flight, or error: PostgresError) -> Effect? {
        guard flight.abandonedAt == nil else { return nil }
        let isShared = flight.request.placement == .read || flight.request.placement == .write
        guard isShared, flight.attempt + 1 < limits.attempts else { return fail(flight, error) }
        return .requeue(flight.request, attempt: flight.attempt + 1)
    }
}
