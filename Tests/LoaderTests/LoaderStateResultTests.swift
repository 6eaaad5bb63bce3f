import Testing

@testable import Loader

@Suite("How the state hands out results")
struct LoaderStateResultTests {
    @Test("A key's own error goes to its slots only")
    func keyError() throws {
        var probe = try StateProbe()
        let batch = try #require(probe.load([1, 2], for: "a").dispatches.first)
        _ = probe.load([2], for: "b")
        let results: [Result<String, any Error>] = [.success("one"), .failure(TestError("no two"))]
        let actions = probe.end(batch, with: .success(results))
        #expect(actions.outcome(for: "a") == ["one", "no two"])
        #expect(actions.outcome(for: "b") == ["no two"])
        #expect(actions.completion == LoaderCompletion(keyCount: 2, duration: .zero, outcome: .answered))
    }

    @Test("A batch that throws fails all of its keys with the same error")
    func batchError() throws {
        var probe = try StateProbe()
        let batch = try #require(probe.load([1, 2], for: "a").dispatches.first)
        let actions = probe.fail(batch, with: TestError("down"))
        #expect(actions.outcome(for: "a") == ["down", "down"])
        #expect(actions.completion?.outcome == .failed)
    }

    @Test("A wrong number of results is an error that says so", arguments: [0, 1, 3])
    func wrongCount(actual: Int) throws {
        var probe = try StateProbe()
        let batch = try #require(probe.load([1, 2], for: "a").dispatches.first)
        let results = Array(repeating: Result<String, any Error>.success("?"), count: actual)
        let actions = probe.end(batch, with: .success(results))
        let error = "\(LoaderError.wrongResultCount(expected: 2, actual: actual))"
        #expect(actions.outcome(for: "a") == [error, error])
        #expect(actions.completion?.outcome == .failed)
    }

    @Test("A waiter is resumed once, when the last of its batches came back")
    func manyBatches() throws {
        var probe = try StateProbe(maximumBatchSize: 1)
        let batches = probe.load([1, 2], for: "a").dispatches
        #expect(probe.answer(batches[1]).resumed.isEmpty)
        #expect(probe.answer(batches[0]).outcome(for: "a") == ["value of 1", "value of 2"])
        #expect(probe.answer(batches[0]).resumed.isEmpty, "a batch ends once")
    }
}
