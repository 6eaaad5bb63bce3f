internal import NIOCore

/// The connections of a client: which are ready, which are to be made and when, and who waits for one.
///
/// A value that is told what happens and returns what to do. `Waiter` is what is told that a wait is over; tests use a
/// name.
struct ConnectionPool<Connection: Balanced, Waiter: Sendable>: Sendable {
    enum Action {
        /// The connection counts its calls' failures with those of the endpoint's earlier ones.
        case connect(slot: Int, attempt: Int, to: Endpoint, failures: ConsecutiveFailures)
        case retry(slot: Int, attempt: Int, after: TimeAmount)
        case readmit(slot: Int, after: TimeAmount)
        /// Resolve the names.
        case resolve
        case resolveLater(after: TimeAmount)
        /// Success means: pick again.
        case resume([Waiter], Result<Void, Status>)
        /// Let it finish its calls and close.
        case retire(Connection)
    }

    /// What a call gets.
    enum Pick {
        case use(Connection)
        /// A connection may soon be there.
        case wait
        case fail(Status)
    }

    /// A connection that lived shorter than this is counted as a failed attempt, so that a server that accepts and
    /// closes is not flooded.
    static var shortLife: TimeAmount { .seconds(1) }

    var slots: [ConnectionSlot<Connection>] = []
    var waiters = Waiters<Waiter>()
    /// Nil when no address is a name.
    var resolution: ResolutionSchedule?
    /// Why names were last not resolved.
    var resolutionError: String?
    let connectionsPerEndpoint: Int
    private let backoff: Backoff
    let ejection: EjectionPolicy
    private let waiterLimit: Int
    private var ready: [Connection] = []
    private var balancer = TwoChoices()
    private(set) var isClosed = false

    /// - Parameters:
    ///   - endpoints: Those that are there from the beginning.
    ///   - resolution: When further ones are looked for.
    init(
        endpoints: [Endpoint], connectionsPerEndpoint: Int = 1, resolution: ResolutionSchedule? = nil,
        backoff: Backoff, ejection: EjectionPolicy = EjectionPolicy(), waiterLimit: Int
    ) {
        self.connectionsPerEndpoint = connectionsPerEndpoint
        self.resolution = resolution
        self.backoff = backoff
        self.ejection = ejection
        self.waiterLimit = waiterLimit
        for endpoint in endpoints { add(endpoint) }
    }

    var hasReadyConnection: Bool { !ready.isEmpty }

    /// Chooses a connection for a call. When there is none, connections are attempted at once: those that have not
    /// been before, and those whose last attempt was at least the initial back-off ago.
    mutating func pick(waitForReady: Bool, at now: NIODeadline) -> (Pick, [Action]) {
        if let connection = pickReady(at: now) { return (.use(connection), []) }
        guard !isClosed else { return (.fail(.clientClosed), []) }
        let actions = connectIdleSlots(at: now) + resolveIfDue(at: now)
        if waitForReady || isPromising { return (.wait, actions) }
        return (.fail(unavailable), actions)
    }

    /// Chooses a connection that is ready; nil when there is none.
    mutating func pickReady(at now: NIODeadline) -> Connection? {
        balancer.pick(from: ready, at: now)
    }

    /// A caller waits; false when there are enough.
    mutating func wait(_ waiter: Waiter, id: UInt64, untilReady: Bool) -> Bool {
        guard waiters.count < waiterLimit else { return false }
        waiters.insert(waiter, id: id, untilReady: untilReady)
        return true
    }

    /// A caller gave up.
    mutating func cancelWait(id: UInt64) -> Waiter? {
        waiters.remove(id)
    }

    /// Connects all that is not connected.
    mutating func start(at now: NIODeadline) -> [Action] {
        isClosed ? [] : connectIdleSlots(at: now) + resolveIfDue(at: now)
    }

    mutating func connected(slot: Int, attempt: Int, _ connection: Connection, at now: NIODeadline) -> [Action] {
        guard !isClosed, slots[slot].attempt == attempt else { return [.retire(connection)] }
        slots[slot].phase = .ready(connection, since: now)
        slots[slot].connects += 1
        updateReady()
        return [.resume(waiters.takeAll(), .success(()))]
    }

    mutating func connectFailed(
        slot: Int, attempt: Int, error: String, jitter: Double, at now: NIODeadline
    ) -> [Action] {
        guard !isClosed, slots[slot].attempt == attempt else { return [] }
        slots[slot].lastError = error
        return resolveIfDue(at: now) + backOff(slot, jitter: jitter)
    }

    /// A connection takes no more calls.
    mutating func lost(
        slot: Int, attempt: Int, end: ConnectionEnd, jitter: Double, at now: NIODeadline
    ) -> [Action] {
        guard slots[slot].attempt == attempt, case .ready(_, let since) = slots[slot].phase else { return [] }
        slots[slot].lastError = end.reason
        slots[slot].phase = .idle
        guard !isClosed else { return [] }
        updateReady()
        let resolve = resolveIfDue(at: now)
        guard end.isPlanned || now - since >= Self.shortLife else { return resolve + backOff(slot, jitter: jitter) }
        slots[slot].failures = 0
        return resolve + connect(slot, at: now)
    }

    mutating func backoffElapsed(slot: Int, attempt: Int, at now: NIODeadline) -> [Action] {
        guard !isClosed, slots[slot].attempt == attempt, case .backingOff = slots[slot].phase else { return [] }
        return connect(slot, at: now)
    }

    /// No more calls: connections finish theirs, waiting callers are told.
    mutating func close() -> [Action] {
        guard !isClosed else { return [] }
        isClosed = true
        ready = []
        // Those that get no calls for a while, too.
        let retired = slots.compactMap(\.connection).map { Action.retire($0) }
        return retired + [.resume(waiters.takeAll(), .failure(.clientClosed))]
    }
}

extension ConnectionPool {
    /// Whether a connection may soon be there.
    private var isPromising: Bool { slots.contains(where: \.isPromising) || resolution?.isFirst == true }

    var unavailable: Status {
        let reason = slots.lazy.compactMap(\.lastError).first ?? resolutionError
        return Status(code: .unavailable, message: reason.map { "no connection: \($0)" } ?? "no connection")
    }

    private mutating func connect(_ slot: Int, at now: NIODeadline) -> [Action] {
        guard let endpoint = slots[slot].endpoint else { return [] }
        slots[slot].beginAttempt(at: now)
        return [
            .connect(slot: slot, attempt: slots[slot].attempt, to: endpoint, failures: slots[slot].callFailures)
        ]
    }

    mutating func connectIdleSlots(at now: NIODeadline) -> [Action] {
        var actions: [Action] = []
        for index in slots.indices {
            switch slots[index].phase {
            case .idle: actions += connect(index, at: now)
            case .backingOff where slots[index].attemptBegan + backoff.initial <= now:
                actions += connect(index, at: now)
            case .connecting, .ready, .backingOff: break
            }
        }
        return actions
    }

    private mutating func backOff(_ slot: Int, jitter: Double) -> [Action] {
        slots[slot].phase = .backingOff
        slots[slot].failures += 1
        let delay = backoff.delay(afterFailures: slots[slot].failures, jitter: jitter)
        return [.retry(slot: slot, attempt: slots[slot].attempt, after: delay)] + failImpatientCallers()
    }

    /// Sends away who does not wait until a connection is ready, where there is no hope for one.
    mutating func failImpatientCallers() -> [Action] {
        hasReadyConnection || isPromising ? [] : [.resume(waiters.takeImpatient(), .failure(unavailable))]
    }

    mutating func updateReady() {
        let usable = slots.filter { !$0.ejection.isEjected }.compactMap(\.connection)
        // Better an endpoint that fails than none.
        ready = usable.isEmpty ? slots.compactMap(\.connection) : usable
    }
}
