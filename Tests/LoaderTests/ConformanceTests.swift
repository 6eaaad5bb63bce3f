import Testing

@testable import Loader

/// What a DataLoader must do, by the number that the behaviour has in the design's catalogue.
@Suite("Conformance")
struct ConformanceTests {
    private let backend = InstantBackend()
    private let held = HeldBackend()

    @Test("1: load gives the key's value")
    func load() async throws {
        #expect(try await backend.request().load(1) == "value of 1")
    }

    @Test("2: the loader's name reaches the fetch function")
    func name() async throws {
        let configuration = try LoaderConfiguration(name: "courses")
        let loader = Loader<Int, String>(configuration: configuration) { keys, context in
            keys.map { _ in .success(context.name) }
        }
        #expect(try await loader.load(1, deadline: .farAway) == "courses")
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

    @Test("7: concurrent loads become one batch")
    func oneBatch() async throws {
        let loader = try held.loader()
        var calls = held.calls.makeAsyncIterator()
        async let busy = loader.load(0, deadline: .farAway)
        let first = try #require(await calls.next())
        async let one = loader.load(1, deadline: .farAway)
        async let two = loader.load(2, deadline: .farAway)
        await loader.untilWaiting(forKeys: 3)
        first.answer()
        let second = try #require(await calls.next())
        #expect(second.keys.sorted() == [1, 2])
        second.answer()
        #expect(try await [busy, one, two] == ["value of 0", "value of 1", "value of 2"])
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

    @Test("12–13: the same key is fetched once, also across split batches")
    func sameKey() async throws {
        let loader = try backend.loader(maximumBatchSize: 1)
        let results = await loader.loadMany([1, 2, 1, 2], deadline: .farAway)
        #expect(results.inWords == ["value of 1", "value of 2", "value of 1", "value of 2"])
        #expect(backend.calls.sorted { $0[0] < $1[0] } == [[1], [2]])
    }

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

    @Test("22–23: a key's error fails only that load")
    func keyError() async throws {
        backend.setFailure(TestError("no 1"), of: 1)
        let request = try backend.request()
        await #expect(throws: TestError("no 1")) { try await request.load(1) }
        #expect(try await request.load(2) == "value of 2")
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

    @Test("29: batches of one make one call per key")
    func batchingOff() async throws {
        let loader = try backend.loader(maximumBatchSize: 1)
        _ = await loader.loadMany([1, 2, 3], deadline: .farAway)
        #expect(backend.calls.flatMap { $0 }.sorted() == [1, 2, 3])
        #expect(backend.calls.count == 3)
    }

    @Test("30: without a memo each load fetches again")
    func memoOff() async throws {
        let loader = try backend.loader()
        _ = try await loader.load(1, deadline: .farAway)
        _ = try await loader.load(1, deadline: .farAway)
        #expect(backend.calls == [[1], [1]])
    }

    @Test("36: keys are compared by what they are made of")
    func structuralKeys() async throws {
        struct Path: Hashable { let parts: [String] }
        let loader = Loader<Path, Int>(configuration: try LoaderConfiguration(name: "paths")) { keys, _ in
            keys.map { _ in .success(keys.count) }
        }
        let keys = [Path(parts: ["a", "b"]), Path(parts: ["a"] + ["b"])]
        #expect(try await loader.loadMany(keys, deadline: .farAway).map { try $0.get() } == [1, 1])
    }

    @Test("43: a loader calling a loader batches on both levels")
    func nested() async throws {
        let inner = try backend.loader()
        let outer = Loader<Int, String>(configuration: try LoaderConfiguration(name: "outer")) { keys, context in
            await inner.loadMany(keys.map { $0 * 10 }, deadline: context.deadline)
        }
        let results = await outer.loadMany([1, 2], deadline: .farAway)
        #expect(results.inWords == ["value of 10", "value of 20"])
        #expect(backend.calls == [[10, 20]])
    }

    @Test("45, 71: the wrong number of results is a clear error for each key")
    func wrongCount() async throws {
        let loader = Loader<Int, String>(configuration: try LoaderConfiguration(name: "short")) { _, _ in [] }
        await #expect(throws: LoaderError.wrongResultCount(expected: 1, actual: 0)) {
            try await loader.load(1, deadline: .farAway)
        }
    }

    @Test("50: a maximum below 1 is refused, with the reason")
    func maximumBelowOne() {
        let error = LoaderConfigurationError(limit: "maximumBatchSize", value: 0, allowed: 1...512)
        #expect(throws: error) { try LoaderConfiguration(name: "none", maximumBatchSize: 0) }
        #expect(error.description == "maximumBatchSize is 0, but must be in 1...512")
    }

    @Test("67: nothing but memo hits calls nothing")
    func allHits() async throws {
        let request = try backend.request()
        request.prime(1, with: "primed")
        #expect(await request.loadMany([1, 1]).inWords == ["primed", "primed"])
        #expect(backend.calls.isEmpty)
    }

    @Test("73: when all waiters are cancelled the call is cancelled, and the waiters don't wait for it")
    func allCancelled() async throws {
        let loader = try held.loader()
        var calls = held.calls.makeAsyncIterator()
        var cancellations = held.cancellations.makeAsyncIterator()
        let waiter = Task { try await loader.load(1, deadline: .farAway) }
        let call = try #require(await calls.next())
        waiter.cancel()
        await #expect(throws: CancellationError.self) { try await waiter.value }
        #expect(await cancellations.next() == [1])
        call.answer()
    }

    @Test("73: when some waiters are cancelled the rest are served")
    func someCancelled() async throws {
        let loader = try held.loader()
        var calls = held.calls.makeAsyncIterator()
        let impatient = Task { try await loader.load(1, deadline: .farAway) }
        let call = try #require(await calls.next())
        async let patient = loader.load(1, deadline: .farAway)
        await loader.untilWaiting(forKeys: 2)
        impatient.cancel()
        await #expect(throws: CancellationError.self) { try await impatient.value }
        call.answer()
        #expect(try await patient == "value of 1")
    }
}
