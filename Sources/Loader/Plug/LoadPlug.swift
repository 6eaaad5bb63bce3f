import Synchronization

/// Holds back the loads of one request until all of its work that could run has suspended; then they leave together.
///
/// Without it, the first key of a request leaves alone and the others wait for it to come back. There is no timer: the
/// request's work runs on this executor, which therefore knows when nothing is left to run. Work inside `run(_:)`, its
/// `async let`s and task groups run one at a time, so that keys keep their order; waiting for something else than a
/// load counts as suspended, so nothing can hang.
///
/// Make one for each request, and pass it to its ``RequestLoader``s.
public final class LoadPlug: TaskExecutor {
    typealias State = PlugState<UnownedJob, PluggedLoad>

    private let state: Mutex<State>

    /// Makes a plug that nothing waits in.
    ///
    /// - Parameter isManual: Whether loads wait for ``dispatch()`` instead; those that are never dispatched fail at
    ///   their deadline.
    public init(isManual: Bool = false) {
        state = Mutex(State(isManual: isManual))
    }

    /// Runs a request's work; loads that it makes with this plug leave when all of it has suspended.
    @concurrent
    public func run<Output: Sendable>(
        _ body: @Sendable () async throws -> Output
    ) async rethrows -> Output {
        try await withTaskExecutorPreference(self) { try await body() }
    }

    /// Sends what is held back, at once.
    public func dispatch() {
        release(state.withLock { $0.takeStaged() })
    }

    /// Part of `TaskExecutor`.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        guard state.withLock({ $0.enqueue(job) }) else { return }
        Task.detached { self.drain() }
    }

    /// How many loads are held back.
    var stagedCount: Int { state.withLock { $0.staged.count } }

    /// Holds a load back; one from outside of `run(_:)` leaves at once if nothing runs there.
    func stage(_ load: PluggedLoad) {
        release(state.withLock { $0.stage(load) })
    }

    /// Holds loads back until `answerEnded()`, too: of the answers of a batch, the last is to find the loads that the
    /// first has led to still here.
    func answerBegins() {
        state.withLock { $0.answerBegins() }
    }

    func answerEnded() {
        release(state.withLock { $0.answerEnded() })
    }

    private func drain() {
        while true {
            switch state.withLock({ $0.next() }) {
            case .run(let job): job.runSynchronously(on: asUnownedTaskExecutor())
            case .release(let loads): release(loads)
            case .stop: return
            }
        }
    }

    /// Tells each loader once of all of its loads.
    private func release(_ loads: [PluggedLoad]) {
        guard let first = loads.first else { return }
        let ofFirst = loads.filter { $0.loader === first.loader }
        first.loader.release(ofFirst.map(\.waiter))
        guard ofFirst.count < loads.count else { return }
        release(loads.filter { $0.loader !== first.loader })
    }
}
