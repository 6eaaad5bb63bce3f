import NIOCore
import Testing

@testable import Loader

/// A loader's state under a clock that moves only when told. Waiters are named, values say which key they belong to. Calls
/// begin at once, unless they are held back.
struct StateProbe {
    typealias State = LoaderState<Int, String, String>

    var state: State
    private let start = NIODeadline.now()
    private var elapsed = TimeAmount.zero
    private var lastWaiter: UInt64 = 0
    private var batches: [CallID: BatchID] = [:]
    /// Whether calls begin only when `beginCalls()` says so.
    var holdsCalls = false
    /// The calls that were started and have not begun, in order.
    private(set) var startedCalls: [CallID] = []

    init(
        maximumBatchSize: Int = 100, slots: Int = 2, maximumBatchesInFlight: Int = 16, maximumWaitingKeys: Int = 1_000
    ) throws {
        state = State(
            configuration: try LoaderConfiguration(
                name: "probe", maximumBatchSize: maximumBatchSize, slots: slots,
                maximumBatchesInFlight: maximumBatchesInFlight, maximumWaitingKeys: maximumWaitingKeys))
    }

    var now: NIODeadline { start + elapsed }

    func instant(_ offset: TimeAmount) -> NIODeadline { start + offset }

    mutating func advance(by duration: TimeAmount) { elapsed += duration }

    /// Loads keys for a named waiter; the deadline counts from now.
    mutating func load(
        _ keys: [Int], for waiter: String = "", within timeout: TimeAmount = .seconds(60),
        notBefore: NIODeadline? = nil, fields: LoaderFields = .all
    ) -> ProbeStep {
        let request = nextRequest(within: timeout, notBefore: notBefore, fields: fields)
        return step(state.load(keys, for: waiter, request, at: now))
    }

    /// Loads keys that a plug holds back, until `release(_:)`.
    mutating func stage(
        _ keys: [Int], for waiter: String = "", within timeout: TimeAmount = .seconds(60),
        notBefore: NIODeadline? = nil
    ) -> ProbeStep {
        let request = nextRequest(within: timeout, notBefore: notBefore, fields: .all)
        return step(state.stage(keys, for: waiter, request, at: now))
    }

    mutating func release(_ waiters: [WaiterID]) -> ProbeStep {
        step(state.released(waiters, at: now))
    }

    private mutating func nextRequest(
        within timeout: TimeAmount, notBefore: NIODeadline?, fields: LoaderFields
    ) -> LoaderRequest {
        lastWaiter += 1
        return LoaderRequest(
            waiter: WaiterID(rawValue: lastWaiter), deadline: now + timeout, notBefore: notBefore, fields: fields)
    }

    /// The waiter of the newest load.
    var newestWaiter: WaiterID { WaiterID(rawValue: lastWaiter) }

    mutating func cancel(_ waiter: WaiterID) -> ProbeStep {
        step(state.waiterCancelled(waiter, at: now))
    }

    /// - Parameter moment: for which the wake-up was asked; nil where that is not after now.
    mutating func wakeUp(for moment: NIODeadline? = nil) -> ProbeStep {
        step(state.wokeUp(for: moment ?? now, at: now))
    }

    /// Ends a batch with the right value for each key.
    mutating func answer(_ dispatch: LoaderDispatch<Int>) -> ProbeStep {
        end(dispatch, with: .success(dispatch.keys.map { .success(Self.value(of: $0)) }))
    }

    mutating func fail(_ dispatch: LoaderDispatch<Int>, with error: any Error) -> ProbeStep {
        end(dispatch, with: .failure(error))
    }

    mutating func end(
        _ dispatch: LoaderDispatch<Int>, with outcome: Result<[Result<String, any Error>], any Error>
    ) -> ProbeStep {
        step(state.batchEnded(dispatch.batch, with: outcome, at: now))
    }

    /// Lets the calls begin that were held back, the given number of them or all.
    mutating func beginCalls(_ count: Int = .max) -> ProbeStep {
        var step = ProbeStep()
        for _ in 0..<min(count, startedCalls.count) { beginCall(startedCalls.removeFirst(), &step) }
        return step
    }

    private mutating func step(_ actions: State.Actions) -> ProbeStep {
        var step = ProbeStep()
        take(actions, &step)
        while !holdsCalls, !startedCalls.isEmpty { beginCall(startedCalls.removeFirst(), &step) }
        return step
    }

    private mutating func beginCall(_ call: CallID, _ step: inout ProbeStep) {
        let actions = state.callBegins(call, at: now)
        batches[call] = actions.dispatch?.batch
        take(actions, &step)
    }

    private mutating func take(_ actions: State.Actions, _ step: inout ProbeStep) {
        startedCalls += actions.calls
        step.add(actions, cancelled: actions.cancellations.compactMap { batches[$0] })
    }

    static func value(of key: Int) -> String { "value of \(key)" }
}

/// What came of an event, and of the calls that began by it.
struct ProbeStep {
    private(set) var dispatches: [LoaderDispatch<Int>] = []
    private(set) var answers: [(waiter: String, answers: [LoaderAnswer<String>])] = []
    /// The batches whose calls are to be cancelled.
    private(set) var cancellations: [BatchID] = []
    private(set) var wakeUp: NIODeadline?
    private(set) var joinedKeys = 0
    private(set) var deduplicatedKeys = 0
    private(set) var completion: LoaderCompletion?
    private(set) var startsCallsOnTheSpot = false

    mutating func add(_ actions: StateProbe.State.Actions, cancelled: [BatchID]) {
        if let dispatch = actions.dispatch { dispatches.append(dispatch) }
        answers += actions.answers
        cancellations += cancelled
        wakeUp = [wakeUp, actions.wakeUp].compactMap { $0 }.min()
        joinedKeys += actions.joinedKeys
        deduplicatedKeys += actions.deduplicatedKeys
        completion = completion ?? actions.completion
        startsCallsOnTheSpot = startsCallsOnTheSpot || actions.startsCallsOnTheSpot
    }

    /// The keys of each batch that is to be sent.
    var sent: [[Int]] { dispatches.map { $0.keys } }

    /// The names of the waiters that are to be resumed.
    var resumed: [String] { answers.map { $0.waiter } }

    /// What a waiter gets: values, or the errors in words.
    func outcome(for waiter: String) -> [String]? {
        answers.first { $0.waiter == waiter }?.answers.map { answer in
            switch answer.result {
            case .success(let value): value
            case .failure(let error): "\(error)"
            }
        }
    }
}

/// An error that says which one it is.
struct TestError: Error, Hashable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
