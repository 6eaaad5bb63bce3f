/// What one request has loaded, and what it has cleared since when.
struct RequestMemo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    typealias Instant = ContinuousClock.Instant

    private var results: [Key: Result<Value, any Error>] = [:]
    private var cleared: [Key: Instant] = [:]
    private var allCleared: Instant?

    /// What is known of a key.
    func result(of key: Key) -> Result<Value, any Error>? {
        results[key]
    }

    /// Reads of the key that began before this moment are out of date for the request.
    func notBefore(_ key: Key) -> Instant? {
        guard let keyCleared = cleared[key] else { return allCleared }
        return allCleared.map { max($0, keyCleared) } ?? keyCleared
    }

    /// Keeps an answer to a load that began at the given moment, and returns what the request is to see.
    ///
    /// The first result stays, so that all of the request sees one version. An answer that came from before a clear is
    /// for those who asked for it then; a failed load says nothing about the key. Neither is kept.
    mutating func keep(
        _ answer: LoaderAnswer<Value>, of key: Key, loadedAt start: Instant
    ) -> Result<Value, any Error> {
        if let known = results[key] { return known }
        if case .loadFailed = answer { return answer.result }
        if let notBefore = notBefore(key), start < notBefore { return answer.result }
        results[key] = answer.result
        return answer.result
    }

    /// Makes a result known, unless one is.
    mutating func prime(_ key: Key, with result: Result<Value, any Error>) {
        if results[key] == nil { results[key] = result }
    }

    /// Forgets a key.
    mutating func clear(_ key: Key, at now: Instant) {
        results[key] = nil
        cleared[key] = now
    }

    /// Forgets all keys.
    mutating func clearAll(at now: Instant) {
        results = [:]
        cleared = [:]
        allCleared = now
    }
}
