import NIOCore
import Synchronization

@testable import Loader

/// A fetch function whose calls stay open until the test ends them.
final class HeldBackend: Sendable {
    /// One call of the fetch function.
    struct Call: Sendable {
        let keys: [Int]
        let context: LoaderContext
        fileprivate let continuation: UnsafeContinuation<[Result<String, any Error>], any Error>

        func answer() {
            continuation.resume(returning: keys.map { .success("value of \($0)") })
        }

        func fail(_ error: any Error) {
            continuation.resume(throwing: error)
        }
    }

    /// The calls, as they come.
    let calls: AsyncStream<Call>
    /// The keys of the calls whose tasks are cancelled, as that happens.
    let cancellations: AsyncStream<[Int]>
    private let newCall: AsyncStream<Call>.Continuation
    private let newCancellation: AsyncStream<[Int]>.Continuation
    private let callCount = Atomic(0)

    init() {
        (calls, newCall) = AsyncStream.makeStream()
        (cancellations, newCancellation) = AsyncStream.makeStream()
    }

    func loader(
        slots: Int = 1, maximumBatchSize: Int = 100,
        project: (@Sendable (String, LoaderFields) -> String)? = nil
    ) throws -> Loader<Int, String> {
        // However long a test takes, its first call has not stalled.
        let configuration = try LoaderConfiguration(
            name: "held", maximumBatchSize: maximumBatchSize, slots: slots, initialRoundTrip: .seconds(600))
        return Loader(configuration: configuration, project: project) { keys, context in
            self.callCount.add(1, ordering: .relaxed)
            return try await withTaskCancellationHandler {
                try await withUnsafeThrowingContinuation { continuation in
                    self.newCall.yield(Call(keys: keys, context: context, continuation: continuation))
                }
            } onCancel: {
                self.newCancellation.yield(keys)
            }
        }
    }

    /// Whether a call was made, once the loader has none under way that may still come.
    func wasCalled(by loader: Loader<Int, String>) async -> Bool {
        while callCount.load(ordering: .relaxed) == 0 {
            if loader.shared.withLock({ $0.calls.isEmpty }) { return false }
            await Task.yield()
        }
        return true
    }
}

extension Loader {
    /// Returns once callers wait for this many keys.
    func untilWaiting(forKeys count: Int) async {
        while !Task.isCancelled, shared.withLock({ $0.state.waitingKeys }) != count { await Task.yield() }
    }
}

extension NIODeadline {
    /// A deadline that no test reaches.
    static var farAway: Self { .now() + .seconds(600) }
}
