import Synchronization

/// What other threads tell the reactor. Bounded: calls that wait, here or in the reactor's own queue, count.
final class Inbox: Sendable {
    /// What arrived since the last look.
    struct Batch {
        var requests: [Request] = []
        var cancelled: Set<UInt64> = []
        var reports: [Report] = []
        var isShuttingDown = false
    }

    /// What a blocking helper has done for one connection.
    enum Report: Sendable {
        case resolved(connection: Int, attempt: Int, Result<[HostAddress], PostgresError>)
        case cancelDelivered(connection: Int, attempt: Int)
    }

    private struct State {
        var batch = Batch()
        var waiting = 0
        /// Whether anything arrived since the last look, a shutdown as well.
        var hasNews = false
        var isSleeping = false
        var isClosed = false
    }

    let wakeUp: WakeUp
    private let limit: Int
    private let state = Mutex(State())
    private let lastID = Atomic<UInt64>(0)

    init(limit: Int) throws(PostgresError) {
        self.limit = limit
        wakeUp = try WakeUp()
    }

    /// An id for a request.
    func makeID() -> UInt64 {
        lastID.add(1, ordering: .relaxed).newValue
    }

    /// How many calls wait to be sent.
    var waiting: Int {
        state.withLock(\.waiting)
    }

    /// Hands over a call, or answers it at once if there is no room.
    func submit(_ request: Request) {
        let refusal = change { state -> PostgresError? in
            if state.isClosed || (state.batch.isShuttingDown && request.placement.lease == nil) { return .shutDown }
            // Work on a held connection is sent at once, and must be, for the connection to become free.
            guard request.placement.lease != nil || state.waiting < limit else {
                return PostgresError(.queueFull, "\(limit) calls are waiting.")
            }
            state.waiting += 1
            state.batch.requests.append(request)
            return nil
        }
        if let refusal { request.resume(.failure(refusal)) }
    }

    /// Says that nobody waits for the call any longer.
    func cancel(_ id: UInt64) {
        change { _ = $0.batch.cancelled.insert(id) }
    }

    func report(_ report: Report) {
        change { $0.batch.reports.append(report) }
    }

    /// Refuses new calls from now on.
    func shutDown() {
        change { $0.batch.isShuttingDown = true }
    }

    /// Takes what has arrived. `departed` calls no longer wait since the last time.
    func drain(departed: Int) -> Batch {
        state.withLock { state in
            state.waiting -= departed
            state.hasNews = false
            state.isSleeping = false
            let batch = state.batch
            state.batch = Batch(isShuttingDown: batch.isShuttingDown)
            return batch
        }
    }

    /// True if there is nothing to do; then the next message will signal.
    func sleep() -> Bool {
        state.withLock { state in
            state.isSleeping = !state.hasNews
            return state.isSleeping
        }
    }

    /// Refuses everything, and returns what nobody will look at any more.
    func close() -> Batch {
        state.withLock { state in
            state.isClosed = true
            return state.batch
        }
    }

    /// Changes the state and wakes the reactor if it sleeps: a system call only then.
    private func change<Value: Sendable>(_ body: (inout State) -> Value) -> Value {
        let (value, mustWake) = state.withLock { state in
            let value = body(&state)
            state.hasNews = true
            let mustWake = state.isSleeping
            state.isSleeping = false
            return (value, mustWake)
        }
        if mustWake { wakeUp.signal() }
        return value
    }
}
