import NIOCore

/// What one request has loaded, and what it has cleared since when.
struct RequestMemo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    typealias Instant = NIODeadline

    private var entries: [Key: MemoEntry<Value>] = [:]
    /// Used in place of `entries`.
    private var store: (any MemoStore<Key, Value>)?
    private var promises: [Key: Loader<Key, Value>] = [:]
    private var cleared: [Key: Instant] = [:]
    private var allCleared: Instant?

    init(store: (any MemoStore<Key, Value>)? = nil) {
        self.store = store
    }

    /// What is known of a key, if the fields are.
    mutating func result(of key: Key, _ fields: LoaderFields) -> Result<Value, any Error>? {
        guard let entry = entry(of: key) else { return nil }
        if case .success = entry.result, !entry.fields.isSuperset(of: fields) { return nil }
        return entry.result
    }

    /// How to load keys that are not known.
    mutating func plan(_ keys: [Key], _ fields: LoaderFields) -> MemoPlan<Key, Value> {
        var plan = MemoPlan<Key, Value>(notBefore: allCleared, fields: fields)
        for key in keys {
            if let entry = entry(of: key) { plan.fields.formUnion(entry.fields) }
            if let keyCleared = cleared[key] {
                plan.notBefore = plan.notBefore.map { max($0, keyCleared) } ?? keyCleared
            }
            if let promise = promises[key] {
                plan.promises[key] = promise
                // As a value that is primed: it has every field, and is kept as such.
                plan.fields = .all
            }
        }
        return plan
    }

    /// Keeps an answer to a load that began at the given moment, and returns what the request is to see.
    ///
    /// The first result stays, so that all of the request sees one version. An answer that came from before a clear is
    /// for those who asked for it then; a failed load says nothing about the key. Neither is kept.
    mutating func keep(
        _ answer: LoaderAnswer<Value>, of key: Key, _ fields: LoaderFields, loadedAt start: Instant
    ) -> Result<Value, any Error> {
        if let known = result(of: key, fields) { return known }
        if case .loadFailed = answer { return answer.result }
        if let allCleared, start < allCleared { return answer.result }
        if let keyCleared = cleared[key], start < keyCleared { return answer.result }
        set(MemoEntry(result: answer.result, fields: fields), of: key)
        promises[key] = nil
        return answer.result
    }

    /// Makes a result known, unless one is.
    mutating func prime(_ key: Key, with result: Result<Value, any Error>) {
        guard entry(of: key) == nil, promises[key] == nil else { return }
        set(MemoEntry(result: result, fields: .all), of: key)
    }

    /// Makes a result known that is still to come, unless one is.
    mutating func prime(_ key: Key, with promise: Loader<Key, Value>) {
        guard entry(of: key) == nil, promises[key] == nil else { return }
        promises[key] = promise
    }

    /// Forgets a key.
    mutating func clear(_ key: Key, at now: Instant) {
        entries[key] = nil
        store?.remove(key)
        promises[key] = nil
        cleared[key] = now
    }

    /// Forgets all keys.
    mutating func clearAll(at now: Instant) {
        entries = [:]
        store?.removeAll()
        promises = [:]
        cleared = [:]
        allCleared = now
    }

    private mutating func entry(of key: Key) -> MemoEntry<Value>? {
        guard store != nil else { return entries[key] }
        return try? store?.entry(of: key)
    }

    private mutating func set(_ entry: MemoEntry<Value>, of key: Key) {
        guard store != nil else {
            entries[key] = entry
            return
        }
        try? store?.keep(entry, of: key)
    }
}
