import Testing

@testable import Loader

/// A loader's state under a clock that moves only when told. Waiters are named, values say which key they belong to.
struct StateProbe {
    typealias State = LoaderState<Int, String, String>

    var state: State
    private let start = ContinuousClock.now
    private var elapsed = Duration.zero
    private var lastWaiter: UInt64 = 0

    init(
        maximumBatchSize: Int = 100, slots: Int = 2, maximumBatchesInFlight: Int = 16, maximumWaitingKeys: Int = 1_000
    ) throws {
        state = State(
            configuration: try LoaderConfiguration(
                name: "probe", maximumBatchSize: maximumBatchSize, slots: slots,
                maximumBatchesInFlight: maximumBatchesInFlight, maximumWaitingKeys: maximumWaitingKeys))
    }

    var now: ContinuousClock.Instant { start + elapsed }

    func instant(_ offset: Duration) -> ContinuousClock.Instant { start + offset }

    mutating func advance(by duration: Duration) { elapsed += duration }

    /// Loads keys for a named waiter; the deadline counts from now.
    mutating func load(
        _ keys: [Int], for waiter: String = "", within timeout: Duration = .seconds(60),
        notBefore: ContinuousClock.Instant? = nil, fields: LoaderFields = .all
    ) -> State.Actions {
        let request = nextRequest(within: timeout, notBefore: notBefore, fields: fields)
        return state.load(keys, for: waiter, request, at: now)
    }

    /// Loads keys that a plug holds back, until `release(_:)`.
    mutating func stage(
        _ keys: [Int], for waiter: String = "", within timeout: Duration = .seconds(60),
        notBefore: ContinuousClock.Instant? = nil
    ) -> State.Actions {
        state.stage(keys, for: waiter, nextRequest(within: timeout, notBefore: notBefore, fields: .all), at: now)
    }

    mutating func release(_ waiters: [WaiterID]) -> State.Actions {
        state.released(waiters, at: now)
    }

    private mutating func nextRequest(
        within timeout: Duration, notBefore: ContinuousClock.Instant?, fields: LoaderFields
    ) -> LoaderRequest {
        lastWaiter += 1
        return LoaderRequest(
            waiter: WaiterID(rawValue: lastWaiter), deadline: now + timeout, notBefore: notBefore, fields: fields)
    }

    /// The waiter of the newest load.
    var newestWaiter: WaiterID { WaiterID(rawValue: lastWaiter) }

    mutating func cancel(_ waiter: WaiterID) -> State.Actions {
        state.waiterCancelled(waiter, at: now)
    }

    mutating func wakeUp() -> State.Actions {
        state.wokeUp(at: now)
    }

    /// Ends a batch with the right value for each key.
    mutating func answer(_ dispatch: LoaderDispatch<Int>) -> State.Actions {
        state.batchEnded(dispatch.batch, with: .success(dispatch.keys.map { .success(Self.value(of: $0)) }), at: now)
    }

    mutating func fail(_ dispatch: LoaderDispatch<Int>, with error: any Error) -> State.Actions {
        state.batchEnded(dispatch.batch, with: .failure(error), at: now)
    }

    static func value(of key: Int) -> String { "value of \(key)" }
}

extension LoaderActions<Int, String, String> {
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
