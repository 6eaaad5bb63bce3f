public import NIOCore
import Synchronization
public import Tracing

/// Turns look-ups of single keys, made by many callers at once, into few calls of a function that fetches many.
///
/// A key is sent at once while fewer than ``LoaderConfiguration/slots`` batches are in flight; otherwise it waits for
/// one to come back, together with the keys that arrive meanwhile. No timer delays it. At once means in a task of its own:
/// while the executor is busy with other requests, their keys join before it runs. When the last eight loads found nothing
/// under way, there is nobody to wait for, and the task starts on the spot: on the caller's thread. A key that waits or
/// was sent a short while ago is not fetched twice: whoever wants it shares the result. No value is kept after that; keeping
/// is a cache's job, and seeing one version of each entity that of ``RequestLoader``.
///
/// Use one loader for each fetch function and authorisation scope: callers that share one must be allowed to see the
/// same values. A caller's cancellation, deadline, priority and task-local values never reach the fetch function. Its
/// call is cancelled only when all who waited for it are gone. Where there is a tracer it has a span of its own, in a new
/// trace, with links to the spans of the callers whose keys it carries, except those that joined it under way.
public final class Loader<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    typealias State = LoaderState<Key, Value, LoaderCaller<Value>>

    /// What the lock guards.
    struct Shared: Sendable {
        var state: State
        /// The calls that were started and have not ended, so that they can be cancelled.
        var calls: [CallID: Task<Void, Never>] = [:]
    }

    let configuration: LoaderConfiguration
    let observer: (any LoaderObserver)?
    let tracer: (any Tracer)?
    /// Whether there is a tracer: to look at an existential costs a copy of it.
    let isTraced: Bool
    let fetch: @Sendable ([Key], LoaderContext) async throws -> [Result<Value, any Error>]
    let project: (@Sendable (Value, LoaderFields) -> Value)?
    let shared: Mutex<Shared>
    let lastWaiter = Atomic<UInt64>(0)

    /// Makes a loader that calls nothing until a key is loaded.
    ///
    /// - Parameters:
    ///   - configuration: The loader's limits.
    ///   - observer: Is told of each batch, for metrics.
    ///   - tracer: Gets a span for each batch; nil for none. By default what the process was bootstrapped with.
    ///   - project: Reduces a value that was fetched for several callers to the fields that one of them wants. Without it
    ///     callers get the union.
    ///   - fetch: Returns one result for each key, in order; the keys are distinct. What it throws fails all of the
    ///     batch's loads. It should end soon after the deadline in its context, or when its task is cancelled; callers
    ///     don't hang if it does not. Until it first waits it may run on a caller's thread, even that of an event loop: it
    ///     must neither block nor compute for long there.
    public init(
        configuration: LoaderConfiguration,
        observer: (any LoaderObserver)? = nil,
        tracer: (any Tracer)? = Loader.bootstrappedTracer,
        project: (@Sendable (Value, LoaderFields) -> Value)? = nil,
        fetch: @escaping @Sendable ([Key], LoaderContext) async throws -> [Result<Value, any Error>]
    ) {
        self.configuration = configuration
        self.observer = observer
        self.tracer = tracer
        isTraced = tracer != nil
        self.project = project
        self.fetch = fetch
        shared = Mutex(Shared(state: State(configuration: configuration)))
    }

    /// Loads the value of one key.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - deadline: When to stop waiting; noticed within 10 ms.
    ///   - notBefore: If set, a fetch that began earlier is not joined. Callers that wrote the entity pass the moment
    ///     when the write was done, so that they read it.
    ///   - fields: What the caller wants of the value. A fetch that began without some of them is not joined.
    /// - Throws: What the fetch function gave for the key or threw, a ``LoaderError``, or `CancellationError`.
    public func load(
        _ key: Key, deadline: NIODeadline, notBefore: NIODeadline? = nil,
        fields: LoaderFields = .all
    ) async throws -> Value {
        let wish = LoaderWish(deadline: deadline, notBefore: notBefore, fields: fields)
        return try await answers(for: CollectionOfOne(key), wish)[0].result.get()
    }

    /// Loads the values of many keys, in their order; keys may repeat.
    ///
    /// It fails key by key and never as a whole: the errors are those of ``load(_:deadline:notBefore:fields:)``. Keys
    /// that were answered before the deadline keep their results.
    public func loadMany(
        _ keys: [Key], deadline: NIODeadline, notBefore: NIODeadline? = nil,
        fields: LoaderFields = .all
    ) async -> [Result<Value, any Error>] {
        let wish = LoaderWish(deadline: deadline, notBefore: notBefore, fields: fields)
        return await answers(for: keys, wish).map { $0.result }
    }
}
