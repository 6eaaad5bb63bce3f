import Logging
import NIOCore

/// The life of connections as the reactor directs it.
extension Reactor {
    /// Lets time pass for one connection: attempts, time-outs, statements that nobody waits for.
    func advance(_ link: Link, now: NIODeadline) {
        let timeout = TimeAmount.nanoseconds(configuration.connectTimeout.nanoseconds)
        switch link.lifecycle.tick(now: now, timeout: timeout) {
        case .resolve:
            helper.resolve(configuration.connectionString, connection: link.index, attempt: link.attempt)
        case .giveUp(let reason):
            return end(link, .lost(reason), now: now)
        case nil:
            break
        }
        switch link.pipeline.watch(now: now) {
        case .cancel: cancelRunning(on: link)
        case .close(let reason): end(link, reason, now: now)
        default: break
        }
    }

    /// Takes what a helper has done, unless the connection it was for is gone.
    func handle(_ report: Inbox.Report, now: NIODeadline) {
        switch report {
        case .resolved(let index, let attempt, let addresses):
            let link = links[index]
            guard link.attempt == attempt, link.lifecycle.isResolving else { return }
            switch addresses {
            case .success(let addresses):
                let ordered = addresses.ordered(afterTimeouts: link.lifecycle.timeouts)
                let failure = link.connect(configuration.parameters(addresses: ordered))
                if let failure { end(link, .lost(failure), now: now) }
            case .failure(let error):
                end(link, .lost(error), now: now)
            }
        case .cancelDelivered(let index, let attempt):
            if links[index].attempt == attempt { links[index].pipeline.cancellationDelivered() }
        }
    }

    /// Ends a connection that libpq says has failed.
    func lose(_ link: Link, now: NIODeadline) {
        let reason = link.connection?.error ?? PostgresError(.unavailable, "The connection is gone.")
        end(link, .lost(reason), now: now)
    }

    /// Ends a connection and plans the next attempt. Only the first failure in a row is a warning.
    func end(_ link: Link, _ end: ConnectionEnd, now: NIODeadline) {
        link.disconnect(end, now: now, outbox: &outbox)
        if end == .retired { return link.lifecycle.retired(now: now) }
        link.lifecycle.lost(now: now, backoff: backoff, jitter: .random(in: 0...1))
        lastError = end.error
        logger.log(
            level: link.lifecycle.failures == 1 ? .warning : .debug, "lost a connection to Postgres",
            metadata: [
                "connection": "\(link.index)", "database": "\(configuration.redactedURL)",
                "reason": "\(end.error.message)",
            ])
    }

    /// What to do with a flight whose caller no longer waits.
    func fail(
        _ error: PostgresError, on link: Link, now: NIODeadline
    ) -> (Pipeline<Request>.Flight) -> Void {
        { [self] flight in
            let error = error.afterSending(isRead: flight.request.placement == .read)
            _ = link.apply(.fail(flight, error), rows: nil, now: now, outbox: &outbox)
        }
    }

    private func cancelRunning(on link: Link) {
        guard let canceller = link.connection?.makeCanceller() else { return link.pipeline.cancellationDelivered() }
        helper.cancel(canceller, connection: link.index, attempt: link.attempt)
    }
}
