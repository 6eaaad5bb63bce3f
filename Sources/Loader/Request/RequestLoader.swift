import Synchronization

/// The loads of one request: a memo in front of a shared ``Loader``.
///
/// The request sees one version of each entity, and fetches it once. Errors of single keys are remembered as well;
/// failed calls, passed deadlines and cancellations are not, so asking again tries again. Make one for each request and
/// drop it with the request, which also bounds the memo.
public final class RequestLoader<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let loader: Loader<Key, Value>
    private let deadline: ContinuousClock.Instant
    private let memo = Mutex(RequestMemo<Key, Value>())

    /// Makes the request's view of a shared loader.
    ///
    /// - Parameters:
    ///   - loader: Fetches what the memo doesn't know.
    ///   - deadline: The request's deadline, which all of its loads have.
    public init(_ loader: Loader<Key, Value>, deadline: ContinuousClock.Instant) {
        self.loader = loader
        self.deadline = deadline
    }

    /// Returns the value of a key, loading it if this request has not yet.
    ///
    /// - Throws: The key's error, remembered or new, or what ``Loader/load(_:deadline:notBefore:)`` throws.
    public func load(_ key: Key) async throws -> Value {
        let (known, notBefore) = memo.withLock { ($0.result(of: key), $0.notBefore(key)) }
        if let known { return try known.get() }
        let start = ContinuousClock.now
        let answer = await loader.answers(for: [key], deadline: deadline, notBefore: notBefore)[0]
        return try memo.withLock { $0.keep(answer, of: key, loadedAt: start) }.get()
    }

    /// Returns the results of many keys in their order, loading those that this request has not yet.
    public func loadMany(_ keys: [Key]) async -> [Result<Value, any Error>] {
        let start = ContinuousClock.now
        let (known, notBefore) = memo.withLock { memo in
            (keys.map(memo.result(of:)), keys.compactMap(memo.notBefore).max())
        }
        let missing = zip(keys, known).filter { $0.1 == nil }.map { $0.0 }
        let answers = await loader.answers(for: missing, deadline: deadline, notBefore: notBefore)
        return memo.withLock { memo in
            var loaded = zip(missing, answers).makeIterator()
            return known.map { known in
                if let known { return known }
                guard let (key, answer) = loaded.next() else { return .failure(LoaderError.deadlineExceeded) }
                return memo.keep(answer, of: key, loadedAt: start)
            }
        }
    }

    /// Makes a value known without a load, unless the key is known already: clear it first to replace it.
    public func prime(_ key: Key, with value: Value) {
        memo.withLock { $0.prime(key, with: .success(value)) }
    }

    /// Makes an error known without a load, unless the key is known already.
    public func prime(_ key: Key, throwing error: any Error) {
        memo.withLock { $0.prime(key, with: .failure(error)) }
    }

    /// Forgets a key, as after a write: what is loaded from now on is read from now on.
    public func clear(_ key: Key) {
        let now = ContinuousClock.now
        memo.withLock { $0.clear(key, at: now) }
    }

    /// Forgets all keys: what is loaded from now on is read from now on.
    public func clearAll() {
        let now = ContinuousClock.now
        memo.withLock { $0.clearAll(at: now) }
    }
}
