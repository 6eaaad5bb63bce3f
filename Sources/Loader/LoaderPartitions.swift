import Synchronization

/// One ``Loader`` for each authorisation scope, made when it is needed and gone when nobody uses it any more.
///
/// Callers of different scopes may be allowed to see different values, so they share neither a batch nor a result. Each
/// scope has slots and limits of its own.
public final class LoaderPartitions<Scope: Hashable & Sendable, Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Reference: Sendable {
        weak var loader: Loader<Key, Value>?
    }

    private struct State: Sendable {
        var references: [Scope: Reference] = [:]
        var countAfterCleaning = 0

        /// Forgets scopes that nobody uses, at a cost of little for each that was added since the last time.
        mutating func clean() {
            guard references.count > 2 * countAfterCleaning + 16 else { return }
            references = references.filter { $0.value.loader != nil }
            countAfterCleaning = references.count
        }
    }

    private let makeLoader: @Sendable (Scope) -> Loader<Key, Value>
    private let state = Mutex(State())

    /// Makes no loader yet.
    ///
    /// - Parameters:
    ///   - configuration: The limits of each scope's loader.
    ///   - observer: Is told of all of their batches.
    ///   - fetch: As of a ``Loader``, and with the scope of all of the batch's callers.
    public init(
        configuration: LoaderConfiguration,
        observer: (any LoaderObserver)? = nil,
        fetch: @escaping @Sendable ([Key], Scope, LoaderContext) async throws -> [Result<Value, any Error>]
    ) {
        makeLoader = { scope in
            Loader(configuration: configuration, observer: observer) { try await fetch($0, scope, $1) }
        }
    }

    /// The loader of a scope. Keep it as long as you load with it: callers get the same one while anybody does.
    public func loader(for scope: Scope) -> Loader<Key, Value> {
        state.withLock { state in
            if let loader = state.references[scope]?.loader { return loader }
            let loader = makeLoader(scope)
            state.references[scope] = Reference(loader: loader)
            state.clean()
            return loader
        }
    }

    /// How many scopes are remembered, in use or not.
    var scopeCount: Int { state.withLock { $0.references.count } }
}
