import DequeModule
import NIOCore

/// What becomes of calls that nobody waits for any longer.
extension Reactor {
    /// Fails every call whose deadline has passed: queued ones are never sent, those in flight are abandoned.
    func expire(now: NIODeadline) {
        // Without a connection the deadline is not the cause, but how long we have waited for one.
        let hasConnection = links.contains { $0.lifecycle.isOpen }
        let error = hasConnection ? PostgresError.deadlineExceeded : lastError ?? .deadlineExceeded
        removeWaiting(error) { $0.deadline <= now }
        earliestDeadline = (shared + leases).map(\.request.deadline).min() ?? .distantFuture
        for link in links {
            let failing = fail(.deadlineExceeded, on: link, now: now)
            earliestDeadline = min(earliestDeadline, link.pipeline.expire(now: now, failing: failing))
        }
    }

    /// Fails the calls whose tasks were cancelled.
    func cancel(_ ids: Set<UInt64>, now: NIODeadline) {
        removeWaiting(.cancelled) { ids.contains($0.id) }
        for link in links {
            let failing = fail(.cancelled, on: link, now: now)
            link.pipeline.abandon(at: now, failing: failing) { ids.contains($0.request.id) }
        }
    }

    private func removeWaiting(_ error: PostgresError, where isOver: (Request) -> Bool) {
        takeRequeued()
        func remove(from queue: inout Deque<WaitingRequest>) {
            queue.removeAll { waiting in
                guard isOver(waiting.request) else { return false }
                depart(waiting)
                outbox.answer(waiting.request, .failure(error))
                return true
            }
        }
        remove(from: &shared)
        remove(from: &leases)
    }
}
