import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import Loader

@Suite("Many tasks at once")
struct LoaderStressTests {
    /// Counts what a loader reports.
    private final class Counts: LoaderObserver {
        let sent = Atomic(0)
        let coalesced = Atomic(0)
        let dispatches = Atomic(0)
        let completions = Atomic(0)

        func batchDispatched(keyCount: Int, waiterCount: Int, queueWait: TimeAmount) {
            dispatches.add(1, ordering: .relaxed)
            sent.add(keyCount, ordering: .relaxed)
        }

        func keysCoalesced(joined: Int, deduplicated: Int) {
            coalesced.add(joined + deduplicated, ordering: .relaxed)
        }

        func batchCompleted(keyCount: Int, duration: TimeAmount, outcome: LoaderOutcome) {
            completions.add(1, ordering: .relaxed)
        }
    }

    @Test("64 tasks get the right values, each key is sent or shared, and batches never outnumber the keys sent")
    func rightValues() async throws {
        let counts = Counts()
        let loader = Loader<Int, Int>(
            configuration: try LoaderConfiguration(name: "stress", maximumBatchSize: 16), observer: counts
        ) { keys, _ in
            await Task.yield()
            return keys.map { .success($0 * 3) }
        }
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<64 {
                group.addTask {
                    var random = SplitMix64(state: UInt64(task))
                    for _ in 0..<200 {
                        let keys = (0..<5).map { _ in Int.random(in: 0..<50, using: &random) }
                        let values = await loader.loadMany(keys, deadline: .farAway).compactMap { try? $0.get() }
                        #expect(values == keys.map { $0 * 3 })
                    }
                }
            }
        }
        #expect(counts.sent.load(ordering: .relaxed) + counts.coalesced.load(ordering: .relaxed) == 64 * 200 * 5)
        #expect(counts.dispatches.load(ordering: .relaxed) <= counts.sent.load(ordering: .relaxed))
    }

    @Test("Loads that meet a busy backend cost one call for a hundred")
    func fewCalls() async throws {
        let held = HeldBackend()
        let loader = try held.loader()
        var calls = held.calls.makeAsyncIterator()
        let busy = Task { try await loader.load(-1, deadline: .farAway) }
        let first = try #require(await calls.next())
        let loads = (0..<200).map { key in Task { try await loader.load(key, deadline: .farAway) } }
        await loader.untilWaiting(forKeys: 201)
        first.answer()
        for _ in 0..<2 {
            let call = try #require(await calls.next())
            #expect(call.keys.count == 100)
            call.answer()
        }
        #expect(try await busy.value == "value of -1")
        for (key, load) in loads.enumerated() { #expect(try await load.value == "value of \(key)") }
    }

    @Test("Under random cancellation each load ends, with its own value or a cancellation")
    func cancellation() async throws {
        let loader = Loader<Int, Int>(configuration: try LoaderConfiguration(name: "cancelled")) { keys, _ in
            await Task.yield()
            return keys.map { .success($0) }
        }
        let tasks = (0..<2_000).map { key in
            Task {
                if key % 3 == 0 { withUnsafeCurrentTask { $0?.cancel() } }
                return try await loader.load(key / 2, deadline: .farAway)
            }
        }
        for task in tasks where Bool.random() { task.cancel() }
        for (key, task) in tasks.enumerated() {
            switch await task.result {
            case .success(let value): #expect(value == key / 2)
            case .failure(let error): #expect(error is CancellationError)
            }
        }
        #expect(loader.shared.withLock { $0.state.waitingKeys } == 0)
    }
}
