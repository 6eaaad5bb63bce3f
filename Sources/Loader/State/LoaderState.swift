import NIOCore

/// All that a loader knows, as a value: events go in, and come back as actions for the loader to carry out.
///
/// Each waiter is answered exactly once: when its last key is, when it is cancelled, or when its deadline passes.
struct LoaderState<Key: Hashable & Sendable, Value: Sendable, Waiter: Sendable>: Sendable {
    typealias Actions = LoaderActions<Key, Value, Waiter>
    typealias Instant = NIODeadline

    private let maximumWaitingKeys: Int
    private(set) var scheduler: BatchScheduler<Key>
    private var waiters: [WaiterID: LoaderWaiter<Value, Waiter>] = [:]
    /// Keys without an answer, counted once for each slot that waits for one.
    private(set) var waitingKeys = 0
    /// Loads that a plug holds back.
    private var staged: [WaiterID: StagedLoad<Key>] = [:]
    private var wakeUps = WakeUps()
    /// No waiter's deadline is earlier; perhaps none is as early.
    private var earliestDeadline: Instant?
    private var lastCall: UInt64 = 0

    init(configuration: LoaderConfiguration) {
        maximumWaitingKeys = configuration.maximumWaitingKeys
        scheduler = BatchScheduler(configuration: configuration)
    }
}

// MARK: - Events

extension LoaderState {
    /// A caller wants one answer for each key, in order.
    mutating func load(
        _ keys: some RandomAccessCollection<Key>, for waiter: Waiter, _ request: LoaderRequest, at now: Instant
    ) -> Actions {
        var actions = Actions()
        guard admits(waiter, keyCount: keys.count, request, at: now, &actions) else { return actions }
        scheduler.noteLoads()
        place(keys, for: LoaderWaiter(waiter: waiter, request, keyCount: keys.count), request, at: now, &actions)
        proceed(at: now, nextDeadline: request.deadline, &actions)
        actions.startsCallsOnTheSpot = scheduler.loadsComeAlone
        return actions
    }

    /// A caller wants the same, but not before `released(_:at:)`.
    mutating func stage(_ keys: [Key], for waiter: Waiter, _ request: LoaderRequest, at now: Instant) -> Actions {
        var actions = Actions()
        guard admits(waiter, keyCount: keys.count, request, at: now, &actions) else { return actions }
        waiters[request.waiter] = LoaderWaiter(waiter: waiter, request, keyCount: keys.count)
        staged[request.waiter] = StagedLoad(keys: keys, request: request)
        actions.wakeUp = wakeUps.request(for: request.deadline)
        return actions
    }

    /// A plug let go of staged loads, which leave together as far as batches hold them. Some of the waiters may have
    /// left meanwhile.
    mutating func released(_ ids: [WaiterID], at now: Instant) -> Actions {
        var actions = Actions()
        scheduler.noteLoads()
        for id in ids {
            guard let load = staged.removeValue(forKey: id), let waiter = waiters.removeValue(forKey: id) else {
                continue
            }
            place(load.keys, for: waiter, load.request, at: now, &actions)
        }
        proceed(at: now, &actions)
        return actions
    }

    /// The task of a call runs: its batch is closed, and what to fetch is known. If nobody wants anything any more there is
    /// nothing to fetch, and the call is over.
    mutating func callBegins(_ call: CallID, at now: Instant) -> Actions {
        var actions = Actions()
        let waiters = waiters
        actions.dispatch = scheduler.begin(call, at: now) { waiters[$0]?.deadline }
        proceed(at: now, &actions)
        return actions
    }

    /// Whether nobody waits any more for the batch of a call; nil before the call begins and when it is over.
    func isCancelled(_ call: CallID) -> Bool? {
        scheduler.isCancelled(call)
    }

    /// The call of a batch ended: with a result for each of its keys, in order, or with an error.
    mutating func batchEnded(
        _ id: BatchID, with outcome: Result<[Result<Value, any Error>], any Error>, at now: Instant
    ) -> Actions {
        var actions = Actions()
        guard let batch = scheduler.end(id) else { return actions }
        let outcome = Self.checked(outcome, of: batch)
        actions.completion = LoaderCompletion(of: batch, outcome, at: now)
        switch outcome {
        case _ where batch.isCancelled:
            break
        case .success(let results):
            scheduler.recordRoundTrip(of: batch, at: now)
            answer(batch, at: now, &actions) { LoaderAnswer(results[$0]) }
        case .failure(let error):
            answer(batch, at: now, &actions) { _ in .loadFailed(error) }
        }
        proceed(at: now, &actions)
        return actions
    }

    /// A caller was cancelled. It may have been answered already.
    mutating func waiterCancelled(_ id: WaiterID, at now: Instant) -> Actions {
        var actions = Actions()
        guard let record = waiters[id] else { return actions }
        forget(id, &actions)
        let answers = [LoaderAnswer<Value>](repeating: .loadFailed(CancellationError()), count: record.answers.count)
        actions.answers = [(record.waiter, answers)]
        proceed(at: now, &actions)
        return actions
    }

    /// The wake-up has come that was asked for by `LoaderActions.wakeUp`. Even one that comes early, as another clock runs
    /// faster, does not come again.
    mutating func wokeUp(for moment: Instant, at now: Instant) -> Actions {
        var actions = Actions()
        wakeUps.removeAll(until: max(moment, now))
        if let earliest = earliestDeadline, earliest <= now {
            for (id, record) in waiters where record.deadline <= now {
                forget(id, &actions)
                actions.answers.append((record.waiter, record.answers))
            }
            earliestDeadline = waiters.values.lazy.map { $0.deadline }.min()
        }
        for batch in scheduler.cancelOverdue(at: now) {
            if let call = batch.call { actions.cancellations.append(call) }
            placeAgain(batch, at: now)
        }
        proceed(at: now, nextDeadline: earliestDeadline, &actions)
        return actions
    }
}

// MARK: - Steps

extension LoaderState {
    private func refusal(of keyCount: Int, _ request: LoaderRequest, at now: Instant) -> LoaderError? {
        if request.deadline <= now { return .deadlineExceeded }
        if keyCount > maximumWaitingKeys - waitingKeys { return .overloaded(maximumWaitingKeys: maximumWaitingKeys) }
        return nil
    }

    /// Whether a waiter may come in; else it is answered at once.
    private mutating func admits(
        _ waiter: Waiter, keyCount: Int, _ request: LoaderRequest, at now: Instant, _ actions: inout Actions
    ) -> Bool {
        if let refusal = refusal(of: keyCount, request, at: now) {
            actions.answers = [(waiter, Array(repeating: .loadFailed(refusal), count: keyCount))]
            return false
        }
        waitingKeys += keyCount
        earliestDeadline = min(earliestDeadline ?? request.deadline, request.deadline)
        return true
    }

    /// Places the keys of a waiter, and keeps the waiter until they are answered.
    private mutating func place(
        _ keys: some RandomAccessCollection<Key>, for waiter: consuming LoaderWaiter<Value, Waiter>,
        _ request: consuming LoaderRequest, at now: Instant, _ actions: inout Actions
    ) {
        request.newKeyCount = scheduler.newKeyCount(of: keys, for: request, at: now)
        for (slot, key) in keys.enumerated() {
            guard key == key else {
                waitingKeys -= 1
                _ = waiter.answer(Int32(slot), .loadFailed(LoaderError.invalidKey))
                continue
            }
            let (placement, batch) = scheduler.place(key, slot: Int32(slot), for: request, at: now)
            if let batch { waiter.wasCounted(by: batch) }
            switch placement {
            case .added: break
            case .joined: actions.joinedKeys += 1
            case .deduplicated: actions.deduplicatedKeys += 1
            }
        }
        if waiter.unansweredCount == 0 {
            actions.answers.append((waiter.waiter, waiter.answers))
        } else {
            waiters[request.waiter] = waiter
        }
    }

    private static func checked(
        _ outcome: Result<[Result<Value, any Error>], any Error>, of batch: LoaderBatch<Key>
    ) -> Result<[Result<Value, any Error>], any Error> {
        guard case .success(let results) = outcome, results.count != batch.keys.count else { return outcome }
        return .failure(LoaderError.wrongResultCount(expected: batch.keys.count, actual: results.count))
    }

    /// Places the keys of a batch that was given up at its deadline, for those who joined it with a later one.
    private mutating func placeAgain(_ batch: LoaderBatch<Key>, at now: Instant) {
        for subscription in batch.subscriptions {
            guard let waiter = waiters[subscription.waiter], waiter.deadline > now else { continue }
            placeAgain(subscription, of: batch, at: now)
        }
    }

    private mutating func placeAgain(
        _ subscription: LoaderBatch<Key>.Subscription, of batch: LoaderBatch<Key>, at now: Instant
    ) {
        guard let waiter = waiters[subscription.waiter] else { return }
        let request = LoaderRequest(
            waiter: subscription.waiter, deadline: waiter.deadline, fields: batch.fields, origin: waiter.origin)
        let key = batch.keys[Int(subscription.keyIndex)]
        let (_, newBatch) = scheduler.place(key, slot: subscription.slot, for: request, at: now)
        if let newBatch { waiters[subscription.waiter]?.wasCounted(by: newBatch) }
    }

    /// Fills the slots that wait for the batch, and answers the waiters whose last slot that was.
    ///
    /// What failed when the batch's deadline had passed may have failed for want of time, which those who joined it with a
    /// later one have: their keys are placed again.
    private mutating func answer(
        _ batch: LoaderBatch<Key>, at now: Instant, _ actions: inout Actions, _ answer: (Int) -> LoaderAnswer<Value>
    ) {
        let isOverdue = batch.deadline <= now
        // Keys of one load stand together, so that it is looked up once for all of them.
        var last: (waiter: WaiterID, index: Dictionary<WaiterID, LoaderWaiter<Value, Waiter>>.Index?)?
        for subscription in batch.subscriptions {
            if last?.waiter != subscription.waiter {
                last = (subscription.waiter, waiters.index(forKey: subscription.waiter))
            }
            guard let index = last?.index else { continue }
            let answer = answer(Int(subscription.keyIndex))
            if isOverdue, answer.isFailure, waiters.values[index].deadline > now {
                placeAgain(subscription, of: batch, at: now)
                continue
            }
            waitingKeys -= 1
            guard waiters.values[index].answer(subscription.slot, answer) else { continue }
            let record = waiters.remove(at: index).value
            last = nil
            actions.answers.append((record.waiter, record.answers))
        }
    }

    /// Takes a waiter out before it has all of its answers.
    private mutating func forget(_ id: WaiterID, _ actions: inout Actions) {
        guard let record = waiters.removeValue(forKey: id) else { return }
        waitingKeys -= record.unansweredCount
        staged[id] = nil
        for batch in record.batches {
            if let call = scheduler.leave(batch) { actions.cancellations.append(call) }
        }
    }

    /// Starts the calls that may be made now, and asks to be woken for what else becomes due by time alone.
    private mutating func proceed(at now: Instant, nextDeadline: Instant? = nil, _ actions: inout Actions) {
        while scheduler.startCall(at: now) {
            lastCall += 1
            actions.calls.append(CallID(rawValue: lastCall))
        }
        // One of both: whichever comes later is asked for again by the wake-up of the other.
        if let nextSlot = scheduler.nextSlotByAge(at: now), nextDeadline.map({ nextSlot <= $0 }) ?? true {
            actions.wakeUp = wakeUps.request(for: nextSlot, tolerance: WakeUps.slotTolerance)
        } else if let nextDeadline {
            actions.wakeUp = wakeUps.request(for: nextDeadline)
        }
    }
}
