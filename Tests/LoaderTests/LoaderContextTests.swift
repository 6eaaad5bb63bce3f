import NIOCore
import Testing

@testable import Loader

@Suite("No caller's context reaches another's", .timeLimit(.minutes(1)))
struct LoaderContextTests {
    @TaskLocal private static var identity = "nobody"

    @Test("Task-local values of the first caller don't reach the fetch function")
    func taskLocals() async throws {
        let loader = Loader<Int, String>(configuration: try LoaderConfiguration(name: "who")) { keys, _ in
            keys.map { _ in .success(Self.identity) }
        }
        let seen = try await Self.$identity.withValue("somebody") { try await loader.load(1, deadline: .farAway) }
        #expect(seen == "nobody")
    }

    @Test("The fetch function gets the latest deadline of those who wait when the batch is sent")
    func deadline() async throws {
        let loader = Loader<Int, NIODeadline>(
            configuration: try LoaderConfiguration(name: "when")
        ) { keys, context in keys.map { _ in .success(context.deadline) } }
        let deadline = NIODeadline.farAway
        #expect(try await loader.load(1, deadline: deadline) == deadline)
    }

    @Test("A caller that is cancelled before it loads gets a cancellation, and nobody else does")
    func cancelledBefore() async throws {
        let held = HeldBackend()
        let loader = try held.loader()
        var calls = held.calls.makeAsyncIterator()
        async let patient = loader.load(1, deadline: .farAway)
        let call = try #require(await calls.next())
        let cancelled = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await loader.load(1, deadline: .farAway)
        }
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        call.answer()
        #expect(try await patient == "value of 1")
    }

    @Test("A backend that hangs and ignores cancellation does not hang its callers")
    func hangingBackend() async throws {
        let held = HeldBackend()
        let loader = try held.loader()
        var calls = held.calls.makeAsyncIterator()
        var timeout = TimeAmount.milliseconds(5)
        // On a busy machine the deadline may come before the call, which is not made then.
        repeat {
            timeout = 2 * timeout
            let results = await loader.loadMany([1, 2], deadline: .now() + timeout)
            #expect(results.inWords == Array(repeating: "\(LoaderError.deadlineExceeded)", count: 2))
        } while !(await held.wasCalled(by: loader))
        try #require(await calls.next()).answer()
        async let next = loader.load(3, deadline: .farAway)
        try #require(await calls.next()).answer()
        #expect(try await next == "value of 3")
    }
}
