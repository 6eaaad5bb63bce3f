/// A dictionary that forgets what was not asked for lately: when the younger half is full, the older one is dropped.
struct BoundedMemo<Key: Hashable, Value> {
    private let halfLimit: Int
    private var younger: [Key: Value] = [:]
    private var older: [Key: Value] = [:]

    /// - Parameter limit: the most entries.
    init(limit: Int) {
        halfLimit = max(limit / 2, 1)
    }

    var count: Int { younger.count + older.count }

    /// The value of a key, which counts as asked for.
    subscript(key: Key) -> Value? {
        mutating get {
            if let value = younger[key] { return value }
            guard let value = older.removeValue(forKey: key) else { return nil }
            insert(value, for: key)
            return value
        }
    }

    /// The value of a key, which does not count as asked for. Where all look-ups are such, the keys that were inserted
    /// last are kept, half of the limit at least.
    func peek(_ key: Key) -> Value? { younger[key] ?? older[key] }

    mutating func insert(_ value: Value, for key: Key) {
        if younger.count >= halfLimit, younger[key] == nil {
            older = younger
            younger = [:]
        }
        younger[key] = value
    }

    mutating func removeAll() {
        younger = [:]
        older = [:]
    }
}
