import InMemoryTracing
import NIOCore
import Testing
import Tracing

@testable import Loader

@Suite("Spans of batches", .timeLimit(.minutes(1)))
struct BatchSpanTests {
    @Test("A batch has a trace of its own, with a link to each caller whose keys it carries")
    func links() async throws {
        let tracer = InMemoryTracer()
        let (gate, opened) = AsyncStream<Void>.makeStream()
        let (begun, begins) = AsyncStream<Void>.makeStream()
        let loader = Loader<Int, String?>(
            // Not counted as stalled, however long the test takes: the rest is to wait for one slot.
            configuration: try LoaderConfiguration(name: "numbers", slots: 1, initialRoundTrip: .seconds(600)),
            tracer: tracer
        ) { keys, _ in
            begins.yield()
            if keys == [0] { for await _ in gate { break } }
            let trace = ServiceContext.current?.inMemorySpanContext?.traceID
            return keys.map { _ in .success(trace) }
        }
        let deadline = NIODeadline.now() + .seconds(30)
        try await withThrowingTaskGroup(of: String?.self) { group in
            group.addTask { try await loader.load(0, deadline: deadline) }
            for await _ in begun.prefix(1) {}
            for key in 1...3 {
                group.addTask {
                    try await tracer.withSpan("caller") { _ in try await loader.load(key, deadline: deadline) }
                }
            }
            await loader.untilWaiting(forKeys: 4)
            opened.finish()
            try await group.waitForAll()
        }
        let spans = tracer.finishedSpans
        let callers = spans.filter { $0.operationName == "caller" }
        let batches = spans.filter { $0.operationName == "Load numbers" }
        #expect(batches.count == 2)
        let batch = try #require(batches.first { !$0.links.isEmpty })
        #expect(batch.parentSpanID == nil)
        #expect(!callers.map(\.traceID).contains(batch.traceID))
        #expect(
            Set(batch.links.compactMap { $0.context.inMemorySpanContext?.spanID }) == Set(callers.map(\.spanID)))
        #expect(batch.links.count == 3)
        #expect(batch.attributes.get("lyceum.loader.keys") == 3)
    }

    @Test("What a fetch calls belongs to the batch's trace, and its failure is recorded")
    func failure() async throws {
        struct Broken: Error {}
        let tracer = InMemoryTracer()
        let loader = Loader<Int, Int>(
            configuration: try LoaderConfiguration(name: "numbers"), tracer: tracer
        ) { _, _ in
            try tracer.withSpan("inner") { _ in throw Broken() }
        }
        await #expect(throws: Broken.self) { try await loader.load(1, deadline: .now() + .seconds(30)) }
        let inner = try #require(tracer.finishedSpans.first { $0.operationName == "inner" })
        let batch = try #require(tracer.finishedSpans.first { $0.operationName == "Load numbers" })
        #expect(inner.parentSpanID == batch.spanID)
        #expect(batch.errors.count == 1)
    }
}
