import CLibpq
import NIOCore

/// One place in the pool: a connection that comes and goes, and what is in flight on it. Executes what the state
/// machines decide. Used by the reactor's thread only.
final class Link {
    let index: Int
    var lifecycle = ConnectionLifecycle()
    var pipeline: Pipeline<Request>
    var connection: LibpqConnection?
    /// Counts the attempts to connect, so that late reports of helpers about an earlier one are known as such.
    var attempt = 0

    let epoll: Epoll
    let monitor: StatementMonitor
    private var commands: [Pipeline<Request>.Command] = []
    private(set) var lastRoundTrip: TimeAmount?
    private let emptyResult: PostgresResult
    private var isWatchedForWriting = false

    init(index: Int, epoll: Epoll, limits: PipelineLimits, monitor: StatementMonitor, emptyResult: PostgresResult) {
        self.index = index
        self.epoll = epoll
        self.monitor = monitor
        self.emptyResult = emptyResult
        pipeline = Pipeline(limits: limits)
    }

    /// The token under which epoll knows the socket.
    var token: UInt64 { UInt64(index) }

    func acceptsShared(now: NIODeadline) -> Bool { lifecycle.isOpen && pipeline.acceptsShared(now: now) }
    func acceptsLease(now: NIODeadline) -> Bool { lifecycle.isOpen && pipeline.acceptsLease(now: now) }

    /// Queues a request for this tick; false if the connection has failed.
    func send(_ waiting: WaitingRequest, now: NIODeadline, outbox: inout Outbox) -> Bool {
        do throws(PostgresError) {
            try pipeline.send(waiting.request, attempt: waiting.attempt, now: now, into: &commands)
        } catch {
            outbox.answer(waiting.request, .failure(error))
            if case .ending = waiting.request.placement { return false }
        }
        return executeCommands()
    }

    /// Ends the tick's group of reads and hands everything to the socket; nil while all is well, else why the connection
    /// must end.
    func finishTick(now: NIODeadline, outbox: inout Outbox) -> ConnectionEnd? {
        guard lifecycle.isOpen, let connection else { return nil }
        pipeline.closeGroup(into: &commands)
        guard executeCommands(), let isFlushed = connection.flush(), watch(writing: !isFlushed) else {
            return .lost(connection.error)
        }
        guard isFlushed else { return nil }
        copyDataFlushed(now: now, outbox: &outbox)
        // The server may have refused a COPY's data before its end was sent. Then its answer has been read, and the socket
        // won't tell of it again.
        return pipeline.endsCopy ? drainResults(of: connection, now: now, outbox: &outbox) : nil
    }

    /// Reads and writes what the socket allows; nil while all is well, else why the connection must end.
    func socketReady(now: NIODeadline, outbox: inout Outbox) -> ConnectionEnd? {
        guard let connection else { return nil }
        let isReadable = connection.consumeInput()
        let isFlushed = connection.flush() != nil
        // Flushing may have read as well; what arrived before a failure still counts.
        if let end = drainResults(of: connection, now: now, outbox: &outbox) { return end }
        return isReadable && isFlushed && !connection.isBad ? nil : .lost(connection.error)
    }

    /// Applies what the pipeline decided; nil unless the connection must end.
    func apply(
        _ effect: Pipeline<Request>.Effect, rows: PostgresResult?, now: NIODeadline, outbox: inout Outbox
    ) -> ConnectionEnd? {
        switch effect {
        case .succeed(let flight):
            record(flight, .ok, now: now)
            outbox.answer(flight.request, .success(rows ?? emptyResult))
        case .fail(let flight, let error):
            record(flight, StatementOutcome(error), now: now)
            outbox.answer(flight.request, .failure(error))
        case .requeue(let request, let attempt):
            outbox.requeue(request, attempt: attempt)
        case .close(let end):
            return end
        case .cancel:
            break
        }
        return nil
    }

    /// Waits for the socket; false if the kernel refuses.
    func watch(reading: Bool = true, writing: Bool, force: Bool = false) -> Bool {
        guard force || writing != isWatchedForWriting, let connection else { return true }
        isWatchedForWriting = writing
        return epoll.watch(connection.socket, reading: reading, writing: writing, token: token)
    }

    private func drainResults(
        of connection: LibpqConnection, now: NIODeadline, outbox: inout Outbox
    ) -> ConnectionEnd? {
        while pipeline.expectsResult, !connection.isBusy {
            let (event, rows) = nextEvent(of: connection)
            let effect = pipeline.receive(event, now: now)
            if let effect, let end = apply(effect, rows: rows, now: now, outbox: &outbox) { return end }
            if connection.isBad { return .lost(connection.error) }
        }
        return nil
    }

    private func nextEvent(of connection: LibpqConnection) -> (Pipeline<Request>.Event, PostgresResult?) {
        guard let result = connection.nextResult() else { return (.ended, nil) }
        switch result.status {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: return (.succeeded, result.rows())
        case PGRES_PIPELINE_SYNC: return (.synced(connection.isIdle ? .idle : .open), nil)
        case PGRES_PIPELINE_ABORTED: return (.aborted, nil)
        case PGRES_COPY_IN: return (.copyReady, nil)
        default: return (.failed(result.error), nil)
        }
    }

    private func copyDataFlushed(now: NIODeadline, outbox: inout Outbox) {
        while case .copyData = pipeline.steps.first, let effect = pipeline.receive(.flushed, now: now) {
            _ = apply(effect, rows: nil, now: now, outbox: &outbox)
        }
    }

    private func executeCommands() -> Bool {
        defer { commands.removeAll(keepingCapacity: true) }
        guard let connection else { return false }
        return commands.allSatisfy { execute($0, on: connection) }
    }

    private func execute(_ command: Pipeline<Request>.Command, on connection: LibpqConnection) -> Bool {
        switch command {
        case .deallocate(let name): connection.sendDeallocate(name)
        case .prepare(let statement, let types): connection.sendPrepare(statement, types: types)
        case .execute(let statement, let parameters): connection.sendExecute(statement, parameters)
        case .sync: connection.sync()
        case .leavePipelineMode: connection.leavePipelineMode()
        case .enterPipelineMode: connection.enterPipelineMode()
        case .script(let sql): connection.sendScript(sql)
        case .copyData(let bytes): bytes.withUnsafeReadableBytes { connection.putCopyData($0) }
        case .copyEnd(let failure): connection.putCopyEnd(failure: failure)
        }
    }

    private func record(_ flight: Pipeline<Request>.Flight, _ outcome: StatementOutcome, now: NIODeadline) {
        guard let name = flight.request.statementName else { return }
        let duration = now - flight.startedAt
        if outcome == .ok { lastRoundTrip = duration }
        monitor.record(name, outcome, duration: duration, at: now)
    }
}
