import NIOCore

@testable import RPC

/// What the pool asks for, held to what it may ask for.
extension ConnectionPoolModel {
    mutating func perform(_ actions: [ConnectionPool<Connection, Int>.Action]) {
        for action in actions {
            switch action {
            case .connect(let slot, let attempt, let endpoint, let failures):
                begin(Attempt(slot: slot, number: attempt, endpoint: endpoint, failures: failures))
            case .retry(let slot, let attempt, let delay):
                if delay < .zero || delay > Backoff().maximum { mistakes.append("the back-off is \(delay)") }
                add(.backoff(slot: slot, attempt: attempt), after: delay)
            case .readmit(let slot, let delay): eject(slot, for: delay)
            case .resolve: resolve()
            case .resolveLater(let delay):
                if delay < ResolutionSchedule.shortestInterval { mistakes.append("names are resolved all the time") }
                resolutionDue = now + delay
                add(.resolution, after: delay)
            case .resume(let callers, let result): resume(callers, result)
            case .retire(let connection): retire(connection)
            }
        }
    }

    private mutating func add(_ purpose: Timer.Purpose, after delay: TimeAmount) {
        if isClosed { mistakes.append("a closed client plans ahead") }
        timers.append(Timer(due: now + delay, purpose: purpose))
    }

    private mutating func begin(_ attempt: Attempt) {
        if isClosed { mistakes.append("a closed client connects") }
        if !endpoints.contains(attempt.endpoint) { mistakes.append("\(attempt.endpoint) is connected, which is gone") }
        let isTaken =
            attempts.contains { $0.slot == attempt.slot && $0.number >= attempt.number }
            || usable.contains { $0.slot == attempt.slot }
        if isTaken { mistakes.append("place \(attempt.slot) is connected twice") }
        attempts.append(attempt)
    }

    private mutating func eject(_ slot: Int, for time: TimeAmount) {
        let policy = EjectionPolicy()
        if time <= .zero || time > policy.maximumEjectionTime { mistakes.append("ejected for \(time)") }
        let ejected = pool.slots.count { $0.ejection.isEjected }
        if ejected * 100 > endpoints.count * connectionsPerEndpoint * policy.maximumEjectedPercent {
            mistakes.append("\(ejected) of \(endpoints.count) endpoints are ejected")
        }
        if usable.allSatisfy({ pool.slots[$0.slot].ejection.isEjected }) { mistakes.append("the last one is ejected") }
        add(.readmission(slot: slot), after: time)
    }

    private mutating func resolve() {
        if isClosed || isResolving { mistakes.append("names are resolved though nobody can want it") }
        if let resolutionEnded, now < resolutionEnded + ResolutionSchedule.shortestInterval {
            mistakes.append("names are resolved too often")
        }
        isResolving = true
    }

    private mutating func resume(_ callers: [Int], _ result: Result<Void, Status>) {
        for caller in callers {
            guard let isPatient = waiters.removeValue(forKey: caller) else {
                mistakes.append("\(caller) is told twice")
                continue
            }
            switch result {
            case .success: if usable.isEmpty { mistakes.append("\(caller) is told of a connection that is not there") }
            case .failure: if isPatient, !isClosed { mistakes.append("\(caller) is sent away, who wanted to wait") }
            }
        }
    }

    private mutating func retire(_ connection: Connection) {
        guard let index = usable.firstIndex(where: { $0 === connection }) else {
            return mistakes.append("a connection is retired that was before")
        }
        retired.append(usable.remove(at: index))
    }
}
