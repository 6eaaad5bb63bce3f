public import NIOCore
import Synchronization

/// The loads of one request: a memo in front of a shared ``Loader``.
///
/// The request sees one version of each entity, and fetches it once; only asking for further fields of it fetches it
/// again. Errors of single keys are remembered as well; failed calls, passed deadlines and cancellations are not, so
/// asking again tries again. Make one for each request and drop it with the request, which also bounds the memo.
public final class RequestLoader<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let loader: Loader<Key, Value>
    private let deadline: NIODeadline
    private let plug: LoadPlug?
    private let memo: Mutex<RequestMemo<Key, Value>>

    /// Makes the request's view of a shared loader.
    ///
    /// - Parameters:
    ///   - loader: Fetches what the memo doesn't know.
    ///   - deadline: The request's deadline, which all of its loads have.
    ///   - plug: Lets the request's loads leave together; nil to let each leave at once.
    ///   - store: Where the memo keeps what it knows; nil for a dictionary.
    public init(
        _ loader: Loader<Key, Value>, deadline: NIODeadline, plug: LoadPlug? = nil,
        store: (any MemoStore<Key, Value>)? = nil
    ) {
        self.loader = loader
        self.deadline = deadline
        self.plug = plug
        memo = Mutex(RequestMemo(store: store))
    }

    /// Returns the value of a key, loading it if this request has not yet.
    ///
    /// - Parameter fields: What is wanted of the value.
    /// - Throws: The key's error, remembered or new, or what ``Loader/load(_:deadline:notBefore:fields:)`` throws.
    public func load(_ key: Key, fields: LoaderFields = .all) async throws -> Value {
        if let known = memo.withLock({ $0.result(of: key, fields) }) {
            return try loader.projected(known, to: fields).get()
        }
        return try await missing([key], fields)[0].get()
    }

    /// Returns the results of many keys in their order, loading those that this request has not yet.
    public func loadMany(_ keys: [Key], fields: LoaderFields = .all) async -> [Result<Value, any Error>] {
        let known = memo.withLock { memo in keys.map { memo.result(of: $0, fields) } }
        var loaded = await missing(zip(keys, known).filter { $0.1 == nil }.map { $0.0 }, fields).makeIterator()
        return known.map { known in
            if let known { return loader.projected(known, to: fields) }
            return loaded.next() ?? .failure(LoaderError.unanswered)
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

    /// Makes a value known that is still to come: loads wait for the task, unless the key is known already.
    ///
    /// The task goes on when its waiters are gone. What it throws is remembered as the key's error.
    public func prime(_ key: Key, with value: Task<Value, any Error>) {
        let promise = Loader<Key, Value>(configuration: loader.configuration) { keys, _ in
            let result = await value.result
            return keys.map { _ in result }
        }
        memo.withLock { $0.prime(key, with: promise) }
    }

    /// Forgets a key, as after a write: what is loaded from now on is read from now on.
    public func clear(_ key: Key) {
        let now = NIODeadline.now()
        memo.withLock { $0.clear(key, at: now) }
    }

    /// Forgets all keys: what is loaded from now on is read from now on.
    public func clearAll() {
        let now = NIODeadline.now()
        memo.withLock { $0.clearAll(at: now) }
    }
}

extension RequestLoader {
    /// Loads keys that the memo doesn't know, and remembers them.
    private func missing(_ keys: [Key], _ fields: LoaderFields) async -> [Result<Value, any Error>] {
        let start = NIODeadline.now()
        let plan = memo.withLock { $0.plan(keys, fields) }
        let wish = LoaderWish(deadline: deadline, notBefore: plan.notBefore, fields: plan.fields)
        var answers: [LoaderAnswer<Value>]
        if plan.promises.isEmpty {
            answers = await loader.answers(for: keys, wish, heldBy: plug)
        } else {
            answers = await answersWithPromises(keys, plan.promises, wish)
        }
        return memo.withLock { memo in
            zip(keys, answers).map { key, answer in
                loader.projected(memo.keep(answer, of: key, plan.fields, loadedAt: start), to: fields)
            }
        }
    }

    private func answersWithPromises(
        _ keys: [Key], _ promises: [Key: Loader<Key, Value>], _ wish: LoaderWish
    ) async -> [LoaderAnswer<Value>] {
        var loaded = await loader.answers(for: keys.filter { promises[$0] == nil }, wish, heldBy: plug).makeIterator()
        var answers: [LoaderAnswer<Value>] = []
        for key in keys {
            if let promise = promises[key] {
                answers += await promise.answers(for: CollectionOfOne(key), LoaderWish(deadline: deadline))
            } else if let answer = loaded.next() {
                answers.append(answer)
            }
        }
        return answers
    }
}
