import DequeModule
import NIOCore

/// What is in flight on one open connection: the order of commands and of the results that they will bring.
///
/// A value without I/O: `send` turns requests into commands for libpq, `receive` turns results into effects for
/// callers. Reads of one tick share a Sync, hence a transaction: an error aborts those behind it, which are sent again.
/// A write, a repeated read and every step of a transaction has a Sync of its own.
struct Pipeline<Request: PipelineRequest> {
    /// A command for libpq.
    enum Command {
        case deallocate(String)
        case prepare(PostgresStatement, types: [PostgresType])
        case execute(PostgresStatement, PostgresParameters)
        case sync
        case leavePipelineMode
        case enterPipelineMode
        case script(String)
        case copyData(ByteBuffer)
        case copyEnd(failure: String?)
    }

    /// A request that has been sent.
    struct Flight {
        let request: Request
        /// How often it had been sent before.
        let attempt: Int
        let sentAt: NIODeadline
        /// When the server can have begun with it at the earliest: it works on one statement at a time.
        var startedAt: NIODeadline
        /// Which preparation of its statement it uses.
        var generation: Int
        /// When its caller was told that nobody waits for it any longer.
        var abandonedAt: NIODeadline?
    }

    /// A command whose result is still to come.
    enum Step {
        case deallocate
        case prepare(String, generation: Int)
        case query(Flight)
        case sync
        case script(Flight, failure: PostgresError?)
        case copyStart(Flight)
        case copyData(Flight)
        case copyEnd(Flight)
    }

    /// The caller who has this connection alone.
    struct Lease: Equatable {
        let id: UInt64
        let deadline: NIODeadline
        var end: Placement.LeaseEnd?
    }

    /// How libpq must be talked to.
    enum Mode: Equatable {
        case pipeline
        /// A script or COPY runs, which pipeline mode forbids.
        case simple
        case copying
    }

    let limits: PipelineLimits
    var steps = Deque<Step>()
    var prepared = PreparedStatements()
    var mode = Mode.pipeline
    var cancellation = Cancellation.none
    /// How many flights nobody waits for.
    var abandonedCount = 0
    /// Since when what is at the head has been running at the longest.
    var headSince = NIODeadline.distantPast
    /// libpq ends the results of a command with a null, which is still to come.
    var awaitsEnd = false
    /// Why the statement that the next aborted query needs could not be prepared.
    var preparationFailure: PostgresError?
    private(set) var lease: Lease?
    private(set) var flightCount = 0
    /// Reads have been sent since the last Sync.
    private var groupIsOpen = false

    init(limits: PipelineLimits) {
        self.limits = limits
    }

    /// True if reads and writes of anyone may be sent here. What would wait behind a slow statement stays in the queue,
    /// where the first connection to be free takes it.
    func acceptsShared(now: NIODeadline) -> Bool {
        acceptsLease(now: now) && flightCount < limits.flights
    }

    /// True if a caller may take this connection for itself.
    func acceptsLease(now: NIODeadline) -> Bool {
        lease == nil && cancellation == .none && (flightCount == 0 || now < headSince + limits.stall)
    }

    /// True if libpq can be asked for a result.
    var expectsResult: Bool {
        if awaitsEnd { return true }
        switch steps.first {
        case nil, .copyData: return false
        default: return true
        }
    }

    /// True if the result of a COPY is the next to come.
    var endsCopy: Bool {
        if case .copyEnd = steps.first { true } else { false }
    }

    /// Queues `request` and appends what libpq must send for it. Refuses what the connection's mode forbids.
    mutating func send(
        _ request: Request, attempt: Int, now: NIODeadline, into commands: inout [Command]
    ) throws(PostgresError) {
        try checkMode(for: request)
        takeLease(for: request)
        var flight = Flight(request: request, attempt: attempt, sentAt: now, startedAt: now, generation: 0)
        switch request.work {
        case .query(let statement, let parameters):
            enterPipelineMode(into: &commands)
            let sharesSync = request.placement == .read && attempt == 0
            if !sharesSync { closeGroup(into: &commands) }
            let generation = prepare(statement, types: parameters.types, into: &commands)
            flight.generation = generation
            steps.append(.query(flight))
            commands.append(.execute(statement, parameters))
            groupIsOpen = true
            if !sharesSync { closeGroup(into: &commands) }
        case .script(let sql):
            sendSimple(.script(flight, failure: nil), sql: sql, into: &commands)
        case .copyStart(let sql):
            sendSimple(.copyStart(flight), sql: sql, into: &commands)
        case .copyData(let bytes):
            steps.append(.copyData(flight))
            commands.append(.copyData(bytes))
        case .copyEnd(let failure):
            mode = .simple
            steps.append(.copyEnd(flight))
            commands.append(.copyEnd(failure: failure))
        }
        if flightCount == 0 { headSince = now }
        flightCount += 1
    }

    /// Ends the group of reads that share a Sync, at the end of a tick.
    mutating func closeGroup(into commands: inout [Command]) {
        guard groupIsOpen else { return }
        groupIsOpen = false
        steps.append(.sync)
        commands.append(.sync)
    }

    mutating func endLease() {
        lease = nil
    }

    /// Counts a flight as landed, and notes how long the server can have worked on it.
    mutating func land(_ flight: Flight, now: NIODeadline) -> Flight {
        flightCount -= 1
        if flight.abandonedAt != nil { abandonedCount -= 1 }
        var landed = flight
        landed.startedAt = max(flight.sentAt, headSince)
        headSince = now
        return landed
    }

    private mutating func prepare(
        _ statement: PostgresStatement, types: [PostgresType], into commands: inout [Command]
    ) -> Int {
        let (need, generation) = prepared.use(statement, types: types)
        if need == .nothing { return generation }
        if need == .replace {
            commands.append(.deallocate(statement.name))
            steps.append(.deallocate)
        }
        commands.append(.prepare(statement, types: types))
        steps.append(.prepare(statement.name, generation: generation))
        return generation
    }

    private mutating func enterPipelineMode(into commands: inout [Command]) {
        guard mode != .pipeline else { return }
        mode = .pipeline
        commands.append(.enterPipelineMode)
    }

    private mutating func sendSimple(_ step: Step, sql: String, into commands: inout [Command]) {
        if mode == .pipeline { commands.append(.leavePipelineMode) }
        mode = .simple
        steps.append(step)
        commands.append(.script(sql))
    }

    private func checkMode(for request: Request) throws(PostgresError) {
        let isQuiet = steps.isEmpty && !awaitsEnd
        let isAllowed =
            switch request.work {
            case .query: mode == .pipeline || (mode == .simple && isQuiet)
            case .script, .copyStart: mode != .copying && isQuiet
            case .copyData, .copyEnd: mode == .copying
            }
        guard isAllowed else {
            throw PostgresError(.transactionUnusable, "The connection is busy with other work of its transaction.")
        }
    }

    private mutating func takeLease(for request: Request) {
        switch request.placement {
        case .lease: lease = Lease(id: request.id, deadline: request.deadline)
        case .ending(_, let end): lease?.end = end
        case .read, .write, .held: break
        }
    }
}
