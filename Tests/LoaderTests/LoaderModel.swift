import NIOCore
import TestSupport
import Testing

@testable import Loader

/// Drives a state with random events and checks each action against what any correct loader must do.
///
/// The reference is no second scheduler: it knows what each waiter asked for and what each call was sent, and from that
/// which answers are allowed.
struct LoaderModel {
    /// What a waiter asked for and has not got yet.
    private struct Expectation {
        let id: WaiterID
        let keys: [Int]
        let deadline: NIODeadline
        let notBefore: NIODeadline?
        var wasCancelled = false
    }

    private struct Call {
        let dispatch: LoaderDispatch<Int>

        /// Makes the call's values unique, so that each can be traced to it.
        var id: UInt64 { dispatch.batch.rawValue }
    }

    static let maximumBatchSize = 5
    static let maximumBatchesInFlight = 6

    private var probe: StateProbe
    private var random: SplitMix64
    private var expectations: [String: Expectation] = [:]
    private var calls: [Call] = []
    private var wakeUps: [NIODeadline] = []
    private var sentAt: [BatchID: NIODeadline] = [:]
    private var staged: [WaiterID] = []
    private var loadCount = 0
    private(set) var answeredCount = 0

    init(seed: UInt64) throws {
        random = SplitMix64(state: seed)
        probe = try StateProbe(
            maximumBatchSize: Self.maximumBatchSize, maximumBatchesInFlight: Self.maximumBatchesInFlight,
            maximumWaitingKeys: 60)
        probe.holdsCalls = true
    }

    mutating func run(steps: Int) {
        for _ in 0..<steps {
            switch Int.random(in: 0..<15, using: &random) {
            case 0..<4: load()
            case 10..<12: releaseStaged()
            case 12..<15: check(probe.beginCalls(1))
            case 4..<7: endSomeCall()
            case 7: cancelSomeWaiter()
            default: advance(by: .microseconds(Int64.random(in: 0..<8_000, using: &random)))
            }
        }
        releaseStaged()
        while !calls.isEmpty || !probe.startedCalls.isEmpty {
            check(probe.beginCalls())
            endSomeCall()
        }
        advance(by: .seconds(1))
        #expect(expectations.isEmpty, "each waiter is answered")
        #expect(calls.isEmpty, "nothing is sent for nobody")
        #expect(answeredCount == loadCount)
        #expect(probe.state.scheduler.travellingKeys == 0)
        #expect(probe.state.scheduler.places.isEmpty)
    }
}

// MARK: - Events

extension LoaderModel {
    private mutating func load() {
        loadCount += 1
        let name = "waiter \(loadCount)"
        // Now and then many that nobody else asks for, so that the places of older ones are forgotten.
        let isRare = Int.random(in: 0..<8, using: &random) == 0
        let keys = (0..<Int.random(in: 1...8, using: &random)).map { _ in
            Int.random(in: 0..<(isRare ? 1_000_000 : 20), using: &random)
        }
        let timeout = TimeAmount.microseconds(Int64.random(in: 1..<60_000, using: &random))
        let notBefore = Int.random(in: 0..<4, using: &random) == 0 ? probe.now : nil
        let isStaged = Int.random(in: 0..<4, using: &random) == 0
        let actions =
            isStaged
            ? probe.stage(keys, for: name, within: timeout, notBefore: notBefore)
            : probe.load(keys, for: name, within: timeout, notBefore: notBefore)
        if isStaged { staged.append(probe.newestWaiter) }
        expectations[name] = Expectation(
            id: probe.newestWaiter, keys: keys, deadline: probe.now + timeout, notBefore: notBefore)
        check(actions)
    }

    private mutating func releaseStaged() {
        check(probe.release(staged))
        staged = []
    }

    private mutating func endSomeCall() {
        guard let index = calls.indices.randomElement(using: &random) else { return }
        let call = calls.remove(at: index)
        let keys = call.dispatch.keys
        let results: Result<[Result<String, any Error>], any Error> =
            switch Int.random(in: 0..<8, using: &random) {
            case 0: .failure(TestError("call failed"))
            case 1: .success([])
            default:
                .success(keys.map { $0 % 7 == 3 ? .failure(TestError("no \($0)")) : .success("\($0) of \(call.id)") })
            }
        check(probe.end(call.dispatch, with: results))
    }

    private mutating func cancelSomeWaiter() {
        guard let name = expectations.keys.sorted().randomElement(using: &random),
            let id = expectations[name]?.id
        else { return }
        expectations[name]?.wasCancelled = true
        check(probe.cancel(id))
        #expect(expectations[name] == nil, "a cancelled waiter is answered at once")
    }

    /// Moves the clock, stopping at each wake-up that was asked for.
    private mutating func advance(by duration: TimeAmount) {
        let end = probe.now + duration
        while let moment = wakeUps.min(), moment <= end {
            wakeUps.removeAll { $0 == moment }
            probe.advance(by: max(moment - probe.now, .zero))
            check(probe.wakeUp())
            let overdue = expectations.values.filter { $0.deadline + WakeUps.deadlineTolerance < probe.now }
            #expect(overdue.isEmpty, "nobody waits beyond the deadline")
        }
        probe.advance(by: end - probe.now)
    }
}

// MARK: - Checks

extension LoaderModel {
    private mutating func check(_ actions: ProbeStep) {
        if let moment = actions.wakeUp { wakeUps.append(moment) }
        for (name, answers) in actions.answers { check(answers, for: name) }
        for batch in actions.cancellations {
            #expect(calls.contains { $0.dispatch.batch == batch }, "only a running call is cancelled")
        }
        for dispatch in actions.dispatches { check(dispatch) }
    }

    private mutating func check(_ dispatch: LoaderDispatch<Int>) {
        #expect((1...Self.maximumBatchSize).contains(dispatch.keys.count))
        #expect(Set(dispatch.keys).count == dispatch.keys.count)
        #expect(dispatch.deadline > probe.now)
        let wanted = Set(expectations.values.filter { $0.deadline > probe.now }.flatMap(\.keys))
        #expect(wanted.isSuperset(of: dispatch.keys), "each key that is sent has a waiter")
        calls.append(Call(dispatch: dispatch))
        sentAt[dispatch.batch] = probe.now
        #expect(calls.count + probe.startedCalls.count <= Self.maximumBatchesInFlight)
    }

    private mutating func check(_ answers: [LoaderAnswer<String>], for name: String) {
        guard let expected = expectations.removeValue(forKey: name) else {
            Issue.record("\(name) is answered more than once")
            return
        }
        answeredCount += 1
        #expect(answers.count == expected.keys.count)
        for (key, answer) in zip(expected.keys, answers) { check(answer, of: key, for: expected) }
    }

    private func check(_ answer: LoaderAnswer<String>, of key: Int, for expected: Expectation) {
        switch answer {
        case .value(let value):
            let parts = value.split(separator: " of ")
            #expect(parts.first == "\(key)", "a value goes to its own key only")
            let call = BatchID(rawValue: parts.last.flatMap { UInt64($0) } ?? .max)
            guard let sentAt = sentAt[call] else {
                Issue.record("\(value) comes from no call")
                return
            }
            if let notBefore = expected.notBefore { #expect(sentAt >= notBefore) }
        case .keyFailed(let error):
            #expect("\(error)" == "no \(key)")
        case .loadFailed(let error as LoaderError) where error == .deadlineExceeded:
            #expect(expected.deadline <= probe.now)
        case .loadFailed(is CancellationError):
            #expect(expected.wasCancelled)
        case .loadFailed(let error):
            let isKnown = error is TestError || error is LoaderError
            #expect(isKnown)
        }
    }
}
