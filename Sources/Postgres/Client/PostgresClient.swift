public import Logging
public import NIOCore
public import ServiceLifecycle

/// A pool of connections to one database, driven by one thread of its own through libpq's pipeline mode.
///
/// Reads that arrive together travel together. Every call ends at its deadline at the latest: with a result, with a
/// `PostgresError`, or cancelled with its task. Connections come back by themselves after a failure.
///
/// It works as soon as it is made; `run()` ties its end to a service group's shutdown, and `use(_:)` to that of some work. A
/// process that does neither may crash when it ends.
public final class PostgresClient: Service, Sendable {
    let configuration: PostgresConfiguration
    let logger: Logger
    private let inbox: Inbox
    private let status = StatusBoard()
    private let counts = StatementMonitor.Statistics()
    private let stopped: AsyncStream<Never>
    private let thread: ReactorThread

    /// Starts the thread, which begins to connect.
    ///
    /// Throws a `PostgresError` with code `.configuration` if the process lacks descriptors or threads.
    public init(configuration: PostgresConfiguration, logger: Logger) throws(PostgresError) {
        precondition(configuration.connections > 0 && configuration.queueLimit > 0, "A pool needs room")
        self.configuration = configuration
        self.logger = logger
        inbox = try Inbox(limit: configuration.queueLimit)
        let epoll = try Epoll()
        let (stopped, end) = AsyncStream.makeStream(of: Never.self)
        self.stopped = stopped
        guard let emptyResult = PostgresResult.empty() else {
            throw PostgresError(.configuration, "libpq is out of memory.")
        }
        thread = try ReactorThread { [inbox, status, counts] in
            let monitor = StatementMonitor(
                statistics: counts, slowThreshold: configuration.slowStatementThreshold, logger: logger)
            let links = (0..<configuration.connections).map {
                Link(index: $0, epoll: epoll, limits: PipelineLimits(), monitor: monitor, emptyResult: emptyResult)
            }
            let reactor = Reactor(
                configuration: configuration, inbox: inbox, epoll: epoll, links: links, status: status, logger: logger)
            reactor.run()
            end.finish()
        }
    }

    deinit {
        inbox.shutDown()
    }

    /// Waits for a graceful shutdown or cancellation; then refuses new calls, lets those in flight end for at most 5 s,
    /// and closes all connections.
    public func run() async throws {
        try? await gracefulShutdown()
        await shutDown()
    }

    /// Runs `body` with the client, which then ends as by ``run()``.
    public func use<Value>(_ body: (PostgresClient) async throws -> Value) async throws -> Value {
        do {
            let value = try await body(self)
            await shutDown()
            return value
        } catch {
            await shutDown()
            throw error
        }
    }

    private func shutDown() async {
        inbox.shutDown()
        // Not cancellable: returning early would leave the thread at work.
        let wait = Task { [stopped] in for await _ in stopped {} }
        await wait.value
        thread.join()
    }

    /// Runs a statement that changes nothing. It may travel with others, and is sent again if their failure aborts it.
    ///
    /// Waits for a connection until the deadline. Throws `PostgresError`.
    public func read(
        _ statement: PostgresStatement, _ parameters: PostgresParameters = PostgresParameters(), deadline: NIODeadline
    ) async throws(PostgresError) -> PostgresResult {
        try await submit(.query(statement, parameters), .read, deadline: deadline)
    }

    /// Runs a statement in a transaction of its own, at most once.
    ///
    /// Throws `PostgresError`; `outcomeUnknown` tells whether it may have been executed nevertheless.
    public func write(
        _ statement: PostgresStatement, _ parameters: PostgresParameters = PostgresParameters(), deadline: NIODeadline
    ) async throws(PostgresError) -> PostgresResult {
        try await submit(.query(statement, parameters), .write, deadline: deadline)
    }

    /// The state of the connections.
    public var health: PostgresHealth {
        status.health
    }

    /// What has been counted so far, by name of statement.
    public var statistics: [String: StatementStatistics] {
        counts.snapshot
    }

    /// How many calls wait to be sent.
    public var queueDepth: Int {
        inbox.waiting
    }
}

extension PostgresClient {
    /// An id for a lease, unique in this client.
    func makeID() -> UInt64 {
        inbox.makeID()
    }

    /// Hands work to the reactor and waits for the answer, which comes at the deadline at the latest, and at once if
    /// the task is cancelled.
    func submit(
        _ work: Work, _ placement: Placement, deadline: NIODeadline, id: UInt64? = nil
    ) async throws(PostgresError) -> PostgresResult {
        let id = id ?? inbox.makeID()
        let answer = await withTaskCancellationHandler {
            await submitUncancelled(work, placement, deadline: deadline, id: id, cancelsWithTask: true)
        } onCancel: {
            inbox.cancel(id)
        }
        return try answer.get()
    }

    /// The same without regard to cancellation.
    func submitUncancelled(
        _ work: Work, _ placement: Placement, deadline: NIODeadline, id: UInt64, cancelsWithTask: Bool = false
    ) async -> Request.Answer {
        await withUnsafeContinuation { continuation in
            inbox.submit(
                Request(id: id, work: work, placement: placement, deadline: deadline, continuation: continuation))
            // A cancellation from before the request was known has had no effect.
            if cancelsWithTask, Task.isCancelled { inbox.cancel(id) }
        }
    }
}
