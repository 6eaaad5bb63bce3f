import Logging
import Metrics
import NIOCore
import ServiceLifecycle
import Synchronization

/// The issuer's keys, fetched anew at intervals, and sooner when a token names a key that is not among them. While they
/// can't be fetched the last ones stay in use.
final class TokenKeyStore: Service {
    typealias Fetch = @Sendable () async throws(TokenKeysError) -> [UInt8]

    /// The keys, and how often they have changed.
    struct Current: Sendable {
        let keys: TokenKeys
        let generation: Int
    }

    private struct State {
        var schedule: RefreshSchedule
        var json: [UInt8] = []
        var current: Current?
        /// Finished at the end of the fetch that they wait for.
        var waiters: [AsyncStream<Never>.Continuation] = []
    }

    private let fetch: Fetch
    private let tick: Duration
    private let logger: Logger
    private let state: Mutex<State>
    private let requests: AsyncStream<Void>
    private let requester: AsyncStream<Void>.Continuation
    private let successes = Counter(label: "lyceum_token_key_fetches_total", dimensions: [("outcome", "ok")])
    private let failures = Counter(label: "lyceum_token_key_fetches_total", dimensions: [("outcome", "failed")])

    /// - Parameter interval: how long keys are used before they are fetched again.
    init(interval: Duration, logger: Logger, fetch: @escaping Fetch) {
        let schedule = RefreshSchedule(interval: TimeAmount(interval))
        tick = Duration(schedule.tick)
        state = Mutex(State(schedule: schedule))
        self.fetch = fetch
        self.logger = logger
        (requests, requester) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Nil until keys have been fetched for the first time.
    var current: Current? { state.withLock { $0.current } }

    /// The keys after a fetch, or those that there are when the last one was a moment ago.
    func refreshed(deadline: NIODeadline) async -> Current? {
        if let fetched = nextFetch() {
            await withTaskGroup { group in
                group.addTask { for await _ in fetched {} }
                group.addTask { try? await Task.sleep(for: Duration(deadline - .now())) }
                await group.next()
                group.cancelAll()
            }
        }
        return current
    }

    /// Fetches the keys; when that fails the last ones stay.
    func refresh() async throws(TokenKeysError) {
        state.withLock { $0.schedule.begin(at: .now()) }
        do {
            try await install(try await fetch())
            successes.increment()
            end(isSuccess: true)
        } catch {
            failures.increment()
            end(isSuccess: false)
            throw error
        }
    }

    /// Keeps the keys fresh until the process shuts down.
    func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskGroup { group in
                group.addTask { await self.requestWhenDue() }
                for await _ in requests { await refreshOrWarn() }
                group.cancelAll()
            }
        } onGracefulShutdown: {
            self.requester.finish()
        }
    }

    private func requestWhenDue() async {
        repeat {
            if state.withLock({ $0.schedule.isDue(at: .now()) }) { requester.yield() }
        } while (try? await Task.sleep(for: tick)) != nil
    }

    private func refreshOrWarn() async {
        do throws(TokenKeysError) {
            try await refresh()
        } catch {
            logger.warning("Token keys can't be fetched", metadata: ["reason": "\(error)"])
        }
    }

    /// Ends with the fetch that is under way or that this asks for; nil where none may be asked for.
    private func nextFetch() -> AsyncStream<Never>? {
        state.withLock { state in
            switch state.schedule.ask(at: .now()) {
            case .refuse: return nil
            case .start: requester.yield()
            case .join: break
            }
            let (stream, continuation) = AsyncStream<Never>.makeStream()
            state.waiters.append(continuation)
            return stream
        }
    }

    private func install(_ json: [UInt8]) async throws(TokenKeysError) {
        guard json != state.withLock({ $0.json }) else { return }
        let keys = try await TokenKeys(json: json)
        state.withLock { state in
            state.json = json
            state.current = Current(keys: keys, generation: (state.current?.generation ?? 0) + 1)
        }
    }

    private func end(isSuccess: Bool) {
        let waiters = state.withLock { state in
            state.schedule.end(at: .now(), isSuccess: isSuccess)
            defer { state.waiters = [] }
            return state.waiters
        }
        waiters.forEach { $0.finish() }
    }
}
