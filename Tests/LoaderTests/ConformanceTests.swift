import NIOCore
import Testing

@testable import Loader

/// What a DataLoader must do, by number, as collected from the test suites of the known ones.
///
/// Where they pass functions for keys and schedules, ours has `Hashable` keys and ``LoadPlug``.
@Suite("Conformance", .timeLimit(.minutes(1)))
struct ConformanceTests {
    private let backend = InstantBackend()
    private let held = HeldBackend()

    // MARK: - Loading

    @Test("1: load gives the key's value")
    func load() async throws {
        #expect(try await backend.request().load(1) == "value of 1")
    }

    @Test("2: the loader's name reaches the fetch function")
    func name() async throws {
        let loader = try Self.loader { (keys: [Int], context) in keys.map { _ in .success(context.name) } }
        #expect(try await loader.load(1, deadline: .farAway) == "test")
    }

    @Test("3: keys are told apart by their type's own equality, wherever they come from")
    func keyFunction() async throws {
        let caseless = ["A", "b", "a"].map { Caseless($0) }
        let loader = try Self.loader { (keys: [Caseless], _) in keys.map { .success($0.text) } }
        #expect(await loader.loadMany(caseless, deadline: .farAway).inWords == ["A", "b", "A"])
    }

    @Test("4: the loader's name reaches the fetch function also when a plug schedules the batch")
    func scheduledName() async throws {
        let plug = LoadPlug()
        let loader = try Self.loader { (keys: [Int], context) in keys.map { _ in .success(context.name) } }
        let request = RequestLoader(loader, deadline: .farAway, plug: plug)
        #expect(try await plug.run { try await request.load(1) } == "test")
    }

    @Test("5: loadMany keeps the order, and empty gives empty")
    func order() async throws {
        let request = try backend.request()
        #expect(await request.loadMany([3, 1, 2]).inWords == ["value of 3", "value of 1", "value of 2"])
        #expect(await request.loadMany([]).isEmpty)
        #expect(backend.calls == [[3, 1, 2]])
    }

    @Test("6: loadMany never throws as a whole: errors sit in their slots")
    func errorsInSlots() async throws {
        backend.setFailure(TestError("no 2"), of: 2)
        let results = try await backend.loader().loadMany([1, 2, 3], deadline: .farAway)
        #expect(results.inWords == ["value of 1", "no 2", "value of 3"])
    }

    // MARK: - Batches

    @Test("7: concurrent loads become one batch, in key order")
    func oneBatch() async throws {
        let plug = LoadPlug()
        let request = try backend.request(plug: plug)
        let values = try await plug.run {
            async let one = request.load(1)
            async let two = request.load(2)
            return try await [one, two]
        }
        #expect(values == ["value of 1", "value of 2"])
        #expect(backend.calls == [[1, 2]])
    }

    @Test("8: at most 2 keys a batch turns 3 keys into [1, 2] and [3]")
    func maximum() async throws {
        let loader = try backend.loader(maximumBatchSize: 2)
        _ = await loader.loadMany([1, 2, 3], deadline: .farAway)
        #expect(backend.calls.sorted { $0.count > $1.count } == [[1, 2], [3]])
    }

    @Test("9: duplicates don't count towards the maximum")
    func duplicatesAndMaximum() async throws {
        let loader = try backend.loader(maximumBatchSize: 2)
        _ = await loader.loadMany([1, 1, 1, 2], deadline: .farAway)
        #expect(backend.calls == [[1, 2]])
    }

    @Test("10: a repeat of a key in flight waits for the batch that it shares")
    func repeatWaits() async throws {
        let loader = try held.loader()
        let request = RequestLoader(loader, deadline: .farAway)
        var calls = held.calls.makeAsyncIterator()
        async let first = request.load(1)
        let call = try #require(await calls.next())
        async let second = request.load(1)
        await loader.untilWaiting(forKeys: 2)
        call.answer()
        #expect(try await [first, second] == ["value of 1", "value of 1"])
    }

    @Test("11: a memo hit takes no room in the batch")
    func hitTakesNoRoom() async throws {
        let request = RequestLoader(try backend.loader(maximumBatchSize: 2), deadline: .farAway)
        request.prime(1, with: "primed")
        #expect(await request.loadMany([1, 2, 3]).inWords == ["primed", "value of 2", "value of 3"])
        #expect(backend.calls == [[2, 3]])
    }

    @Test("12: the same key is fetched once")
    func sameKey() async throws {
        let results = try await backend.loader().loadMany([1, 1], deadline: .farAway)
        #expect(results.inWords == ["value of 1", "value of 1"])
        #expect(backend.calls == [[1]])
    }

    @Test("13: the same key is fetched once, also across split batches")
    func sameKeyAcrossBatches() async throws {
        let loader = try backend.loader(maximumBatchSize: 1)
        let results = await loader.loadMany([1, 2, 1, 2], deadline: .farAway)
        #expect(results.inWords == ["value of 1", "value of 2", "value of 1", "value of 2"])
        #expect(backend.calls.sorted { $0[0] < $1[0] } == [[1], [2]])
    }

    // MARK: - The memo

    @Test("14: repeats come from the memo, and only new keys are fetched")
    func memo() async throws {
        let request = try backend.request()
        _ = await request.loadMany([1, 2])
        #expect(await request.loadMany([2, 3, 1]).inWords == ["value of 2", "value of 3", "value of 1"])
        #expect(backend.calls == [[1, 2], [3]])
    }

    @Test("15: clear fetches the key again")
    func clear() async throws {
        let request = try backend.request()
        _ = await request.loadMany([1, 2])
        request.clear(1)
        _ = await request.loadMany([1, 2])
        #expect(backend.calls == [[1, 2], [1]])
    }

    @Test("16: clearAll fetches all keys again")
    func clearAll() async throws {
        let request = try backend.request()
        _ = await request.loadMany([1, 2])
        request.clearAll()
        _ = await request.loadMany([1, 2])
        #expect(backend.calls == [[1, 2], [1, 2]])
    }

    @Test("17: prime avoids a fetch")
    func prime() async throws {
        let request = try backend.request()
        request.prime(1, with: "primed")
        #expect(await request.loadMany([1, 2]).inWords == ["primed", "value of 2"])
        #expect(backend.calls == [[2]])
    }

    @Test("18: prime never overwrites")
    func primeKeeps() async throws {
        let request = try backend.request()
        _ = try await request.load(1)
        request.prime(1, with: "primed")
        #expect(try await request.load(1) == "value of 1")
    }

    @Test("19: clear and prime does")
    func clearAndPrime() async throws {
        let request = try backend.request()
        _ = try await request.load(1)
        request.clear(1)
        request.prime(1, with: "primed")
        #expect(try await request.load(1) == "primed")
    }

    @Test("20: prime accepts a value still to come, in its place among others")
    func primeLater() async throws {
        let request = try backend.request()
        request.prime(2, with: Task { "came later" })
        request.prime(2, with: "too late")
        #expect(await request.loadMany([1, 2, 3]).inWords == ["value of 1", "came later", "value of 3"])
        #expect(try await request.load(2) == "came later")
        #expect(backend.calls == [[1, 3]])
    }

    // MARK: - Errors

    @Test("22: a key's error fails its load")
    func keyError() async throws {
        backend.setFailure(TestError("no 1"), of: 1)
        let request = try backend.request()
        await #expect(throws: TestError("no 1")) { try await request.load(1) }
    }

    @Test("23: a key's error fails no other load of its batch")
    func otherKeys() async throws {
        backend.setFailure(TestError("no 1"), of: 1)
        #expect(try await backend.request().loadMany([1, 2]).inWords == ["no 1", "value of 2"])
        #expect(backend.calls == [[1, 2]])
    }

    @Test("24: a key's error is remembered")
    func keyErrorMemo() async throws {
        backend.setFailure(TestError("no 1"), of: 1)
        let request = try backend.request()
        await #expect(throws: TestError("no 1")) { try await request.load(1) }
        backend.setFailure(nil, of: 1)
        await #expect(throws: TestError("no 1")) { try await request.load(1) }
        #expect(backend.calls == [[1]])
    }

    @Test("25: prime accepts an error")
    func primeError() async throws {
        let request = try backend.request()
        request.prime(1, throwing: TestError("primed"))
        await #expect(throws: TestError("primed")) { try await request.load(1) }
        #expect(backend.calls.isEmpty)
    }

    @Test("26: clear after an error tries again")
    func clearError() async throws {
        backend.setFailure(TestError("no 1"), of: 1)
        let request = try backend.request()
        await #expect(throws: TestError("no 1")) { try await request.load(1) }
        backend.setFailure(nil, of: 1)
        request.clear(1)
        #expect(try await request.load(1) == "value of 1")
    }

    @Test("27: a failing batch fails all of its loads with the same error and is not remembered")
    func batchError() async throws {
        backend.setOutage(TestError("down"))
        let request = try backend.request()
        #expect(await request.loadMany([1, 2]).inWords == ["down", "down"])
        backend.setOutage(nil)
        #expect(await request.loadMany([1, 2]).inWords == ["value of 1", "value of 2"])
    }

    // MARK: - Without batches, without a memo

    @Test("29: batches of one make one call per key")
    func batchingOff() async throws {
        let loader = try backend.loader(maximumBatchSize: 1)
        _ = await loader.loadMany([1, 2, 3], deadline: .farAway)
        #expect(backend.calls.flatMap { $0 }.sorted() == [1, 2, 3])
        #expect(backend.calls.count == 3)
    }

    @Test("30: without a memo each load fetches again")
    func memoOff() async throws {
        let request = try backend.request(store: NoMemo())
        _ = try await request.load(1)
        _ = try await request.load(1)
        #expect(backend.calls == [[1], [1]])
    }

    @Test("31: without a memo duplicates in one batch are fetched once")
    func memoOffDuplicates() async throws {
        #expect(try await backend.request(store: NoMemo()).loadMany([1, 2, 1]).count == 3)
        #expect(backend.calls == [[1, 2]])
    }

    @Test("32: duplicates in one batch reach the fetch function if so configured")
    func duplicatesKept() async throws {
        let loader = try backend.loader(deduplicatesKeys: false)
        #expect(
            await loader.loadMany([1, 2, 1], deadline: .farAway).inWords == ["value of 1", "value of 2", "value of 1"])
        #expect(backend.calls == [[1, 2, 1]])
    }

    @Test("33: without a memo prime is harmless")
    func memoOffPrime() async throws {
        let request = try backend.request(store: NoMemo())
        request.prime(1, with: "primed")
        #expect(try await request.load(1) == "value of 1")
    }

    @Test("34: without a memo clear is harmless")
    func memoOffClear() async throws {
        let request = try backend.request(store: NoMemo())
        request.clear(1)
        #expect(try await request.load(1) == "value of 1")
    }

    @Test("35: without a memo clearAll is harmless")
    func memoOffClearAll() async throws {
        let request = try backend.request(store: NoMemo())
        request.clearAll()
        #expect(await request.loadMany([1, 2]).inWords == ["value of 1", "value of 2"])
    }

    // MARK: - Keys with structure, other memos

    @Test("36: keys of equal structure share a fetch")
    func structuralKeys() async throws {
        let loader = try Self.loader { (keys: [[String]], _) in keys.map { _ in .success("\(keys.count)") } }
        #expect(await loader.loadMany([["a", "b"], ["a"] + ["b"]], deadline: .farAway).inWords == ["1", "1"])
    }

    @Test("37: keys of equal structure, whatever their order was, share a memo entry")
    func structuralMemo() async throws {
        let request = try Self.structuralRequest()
        _ = try await request.load(["page": 1, "size": 2])
        #expect(try await request.load(["size": 2, "page": 1]) == "call 1")
    }

    @Test("38: clear finds a key by its structure")
    func structuralClear() async throws {
        let request = try Self.structuralRequest()
        _ = try await request.load(["page": 1, "size": 2])
        request.clear(["size": 2, "page": 1])
        #expect(try await request.load(["page": 1, "size": 2]) == "call 2")
    }

    @Test("39: prime finds a key by its structure")
    func structuralPrime() async throws {
        let request = try Self.structuralRequest()
        request.prime(["page": 1, "size": 2], with: "primed")
        #expect(try await request.load(["size": 2, "page": 1]) == "primed")
    }

    @Test("40: the memo can have a store of its own")
    func ownStore() async throws {
        let request = try backend.request(store: SmallMemo())
        _ = try await request.load(1)
        _ = try await request.load(1)
        _ = try await request.load(2)
        _ = try await request.load(1)
        #expect(backend.calls == [[1], [2], [1]], "it holds one entry")
    }

    // MARK: - Scheduling

    @Test("41: loads that a manual plug never dispatches never run, and fail at their deadline")
    func neverDispatched() async throws {
        let plug = LoadPlug(isManual: true)
        let request = RequestLoader(try backend.loader(), deadline: .now() + .milliseconds(5), plug: plug)
        await #expect(throws: LoaderError.deadlineExceeded) { try await request.load(1) }
        plug.dispatch()
        #expect(backend.calls.isEmpty)
    }

    @Test("42: loads that continuations issue join one batch")
    func continuations() async throws {
        let plug = LoadPlug()
        let request = try backend.request(plug: plug)
        try await request.loadTwoWaves(heldBy: plug)
        #expect(backend.calls == [[1, 2, 3], [10, 20, 30]])
    }

    @Test("43: a loader calling a loader batches on both levels")
    func nested() async throws {
        let inner = try backend.loader()
        let outer = try Self.loader { (keys: [Int], context) in
            await inner.loadMany(keys.map { $0 * 10 }, deadline: context.deadline)
        }
        #expect(await outer.loadMany([1, 2], deadline: .farAway).inWords == ["value of 10", "value of 20"])
        #expect(backend.calls == [[10, 20]])
    }

    // MARK: - Misuse

    @Test("45: too few results are a clear error")
    func tooFewResults() async throws {
        let loader = try Self.loader { (_: [Int], _) in [.success("one")] }
        let expected = "\(LoaderError.wrongResultCount(expected: 2, actual: 1))"
        #expect(await loader.loadMany([1, 2], deadline: .farAway).inWords == [expected, expected])
    }

    @Test("46: too many results are a clear error")
    func tooManyResults() async throws {
        let loader = try Self.loader { (_: [Int], _) in [.success("one"), .success("two")] }
        await #expect(throws: LoaderError.wrongResultCount(expected: 1, actual: 2)) {
            try await loader.load(1, deadline: .farAway)
        }
    }

    @Test("47: no results are a clear error")
    func noResults() async throws {
        let loader = try Self.loader { (_: [Int], _) in [] }
        await #expect(throws: LoaderError.wrongResultCount(expected: 1, actual: 0)) {
            try await loader.load(1, deadline: .farAway)
        }
    }

    @Test("48: a fetch function that throws at once fails its loads with what it threw")
    func throwsAtOnce() async throws {
        let loader = try Self.loader { (_: [Int], _) in throw TestError("at once") }
        await #expect(throws: TestError("at once")) { try await loader.load(1, deadline: .farAway) }
    }

    @Test("49: nil is a value like others, not a missing one")
    func nilValue() async throws {
        let loader = Loader<Int, String?>(configuration: try LoaderConfiguration(name: "test")) { keys, _ in
            keys.map { _ in .success(nil) }
        }
        #expect(try await loader.load(1, deadline: .farAway) == nil)
    }

    @Test("50: a maximum below 1 is refused, with the reason")
    func maximumBelowOne() {
        let error = LoaderConfigurationError(limit: "maximumBatchSize", value: 0, allowed: 1...512)
        #expect(throws: error) { try LoaderConfiguration(name: "none", maximumBatchSize: 0) }
        #expect(error.description == "maximumBatchSize is 0, but must be in 1...512")
    }

    @Test("51: a maximum above 512 is refused")
    func maximumTooLarge() {
        #expect(throws: LoaderConfigurationError.self) { try LoaderConfiguration(name: "large", maximumBatchSize: 513) }
    }

    @Test("52: no slot at all is refused")
    func noSlot() {
        #expect(throws: LoaderConfigurationError.self) { try LoaderConfiguration(name: "none", slots: 0) }
    }

    @Test("53: fewer slots at most than at first are refused")
    func slotsAboveMaximum() {
        #expect(throws: LoaderConfigurationError(limit: "maximumSlots", value: 2, allowed: 3...16)) {
            try LoaderConfiguration(name: "few", slots: 3, maximumSlots: 2)
        }
    }

    @Test("54: more slots than batches in flight are refused")
    func slotsAboveFlight() {
        #expect(throws: LoaderConfigurationError.self) {
            try LoaderConfiguration(name: "few", slots: 3, maximumBatchesInFlight: 2)
        }
    }

    @Test("55: room for no key is refused")
    func noRoom() {
        #expect(throws: LoaderConfigurationError.self) { try LoaderConfiguration(name: "none", maximumWaitingKeys: 0) }
    }

    @Test("56: a key that does not equal itself is a clear error, and calls nothing")
    func badKey() async throws {
        let loader = try Self.loader { (keys: [Double], _) in keys.map { .success("\($0)") } }
        await #expect(throws: LoaderError.invalidKey) { try await loader.load(.nan, deadline: .farAway) }
    }

    @Test("57: a bad key fails no good one beside it, and leaves nothing behind")
    func badKeyAmongGood() async throws {
        let loader = try Self.loader { (keys: [Double], _) in keys.map { .success("\($0)") } }
        let results = await loader.loadMany([1, .nan, 2], deadline: .farAway)
        #expect(results.inWords == ["1.0", "\(LoaderError.invalidKey)", "2.0"])
        #expect(loader.shared.withLock { $0.state.waitingKeys } == 0)
    }

    // MARK: - Beyond the original

    @Test("59: a manual dispatch sends what is held back, in one batch")
    func manualDispatch() async throws {
        let plug = LoadPlug(isManual: true)
        let request = try backend.request(plug: plug)
        async let one = request.load(1)
        while !Task.isCancelled, plug.stagedCount < 1 { await Task.yield() }
        async let two = request.load(2)
        while !Task.isCancelled, plug.stagedCount < 2 { await Task.yield() }
        #expect(backend.calls.isEmpty)
        plug.dispatch()
        #expect(try await [one, two] == ["value of 1", "value of 2"])
        #expect(backend.calls == [[1, 2]])
    }

    @Test("61: two tasks that want the same key share one fetch")
    func twoTasks() async throws {
        let loader = try held.loader()
        var calls = held.calls.makeAsyncIterator()
        let first = Task { try await loader.load(1, deadline: .farAway) }
        let second = Task { try await loader.load(1, deadline: .farAway) }
        await loader.untilWaiting(forKeys: 2)
        let call = try #require(await calls.next())
        #expect(call.keys == [1])
        call.answer()
        #expect(try await [first.value, second.value] == ["value of 1", "value of 1"])
    }

    @Test("66: a memo store that fails to get or set degrades to a fetch")
    func failingStore() async throws {
        let request = try backend.request(store: FailingMemo())
        #expect(try await request.load(1) == "value of 1")
        #expect(await request.loadMany([1, 2]).inWords == ["value of 1", "value of 2"])
        #expect(backend.calls == [[1], [1, 2]])
    }

    @Test("67: nothing but memo hits calls nothing")
    func allHits() async throws {
        let request = try backend.request()
        request.prime(1, with: "primed")
        #expect(await request.loadMany([1, 1]).inWords == ["primed", "primed"])
        #expect(backend.calls.isEmpty)
    }

    @Test("68: a key may carry context that does not count in its equality")
    func keyContext() async throws {
        let loader = try Self.loader { (keys: [Caseless], _) in keys.map { .success($0.text) } }
        #expect(try await loader.load(Caseless("Written So"), deadline: .farAway) == "Written So")
    }

    @Test("71: a key that the batch left unanswered gets an error of its own")
    func unanswered() async throws {
        let loader = Loader<Int, String>(
            configuration: try LoaderConfiguration(name: "test"), fetchByKey: { _, _ in [1: "one"] })
        #expect(await loader.loadMany([1, 2], deadline: .farAway).inWords == ["one", "\(LoaderError.unanswered)"])
    }

    @Test("73: when all waiters are cancelled the call is cancelled; when some are, the rest are served")
    func cancelled() async throws {
        let loader = try held.loader()
        var calls = held.calls.makeAsyncIterator()
        var cancellations = held.cancellations.makeAsyncIterator()
        let impatient = Task { try await loader.load(1, deadline: .farAway) }
        let shared = try #require(await calls.next())
        async let patient = loader.load(1, deadline: .farAway)
        await loader.untilWaiting(forKeys: 2)
        impatient.cancel()
        await #expect(throws: CancellationError.self) { try await impatient.value }
        shared.answer()
        #expect(try await patient == "value of 1")

        let only = Task { try await loader.load(2, deadline: .farAway) }
        let call = try #require(await calls.next())
        only.cancel()
        await #expect(throws: CancellationError.self) { try await only.value }
        #expect(await cancellations.next() == [2])
        call.answer()
    }

    @Test("74: an old batch that fails never evicts a newer entry")
    func oldFailure() async throws {
        let request = RequestLoader(try held.loader(slots: 2), deadline: .farAway)
        var calls = held.calls.makeAsyncIterator()
        async let before = request.load(1)
        let old = try #require(await calls.next())
        request.clear(1)
        async let after = request.load(1)
        let new = try #require(await calls.next())
        new.answer()
        #expect(try await after == "value of 1")
        old.fail(TestError("late"))
        #expect(try await before == "value of 1", "the request sees one version")
        #expect(try await request.load(1) == "value of 1")
    }
}

// MARK: - What the tests load with

extension ConformanceTests {
    private static func loader<Key: Hashable & Sendable>(
        _ fetch: @escaping @Sendable ([Key], LoaderContext) async throws -> [Result<String, any Error>]
    ) throws -> Loader<Key, String> {
        Loader(configuration: try LoaderConfiguration(name: "test"), fetch: fetch)
    }

    /// A request whose values say which call of the fetch function they come from.
    private static func structuralRequest() throws -> RequestLoader<[String: Int], String> {
        let calls = CallCounter()
        return RequestLoader(
            try loader { keys, _ in
                let call = calls.next()
                return keys.map { _ in .success("call \(call)") }
            }, deadline: .farAway)
    }
}
