import NIOCore

/// How calls find a connection.
extension Reactor {
    /// Takes a call from the inbox: to its connection if it has one, else to the end of a queue.
    func accept(_ request: Request, now: NIODeadline) {
        earliestDeadline = min(earliestDeadline, request.deadline)
        let waiting = WaitingRequest(request: request, attempt: 0)
        switch request.placement {
        case .read, .write: shared.append(waiting)
        case .lease: leases.append(waiting)
        case .held(let lease), .ending(let lease, _): sendHeld(waiting, lease: lease, now: now)
        }
    }

    /// Sends what there is room for. Transactions leave one connection to the others.
    func dispatch(now: NIODeadline) {
        takeRequeued()
        let leaseLimit = max(1, links.count - 1)
        var leased = links.count { $0.pipeline.lease != nil }
        while !leases.isEmpty, leased < leaseLimit, let link = leastBusy(where: { $0.acceptsLease(now: now) }) {
            send(leases.removeFirst(), on: link, now: now)
            leased += 1
        }
        while !shared.isEmpty, let link = leastBusy(where: { $0.acceptsShared(now: now) }) {
            send(shared.removeFirst(), on: link, now: now)
        }
    }

    /// Lets reads that are to be sent again wait before all others.
    func takeRequeued() {
        shared.prepend(contentsOf: outbox.takeRequeued())
    }

    /// Counts a call as no longer waiting. Sent again, it is not counted again.
    func depart(_ waiting: WaitingRequest) {
        if waiting.attempt == 0 { departed += 1 }
    }

    private func sendHeld(_ waiting: WaitingRequest, lease: UInt64, now: NIODeadline) {
        guard let link = links.first(where: { $0.pipeline.lease?.id == lease }) else {
            departed += 1
            let error = PostgresError(.unavailable, "The connection of this transaction is gone.")
            return outbox.answer(waiting.request, .failure(error))
        }
        send(waiting, on: link, now: now)
    }

    private func send(_ waiting: WaitingRequest, on link: Link, now: NIODeadline) {
        depart(waiting)
        if !link.send(waiting, now: now, outbox: &outbox) { lose(link, now: now) }
    }

    private func leastBusy(where isSuitable: (Link) -> Bool) -> Link? {
        var best: Link?
        for link in links where isSuitable(link) {
            if let best, best.pipeline.flightCount <= link.pipeline.flightCount { continue }
            best = link
        }
        return best
    }
}
