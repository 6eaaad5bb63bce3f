import Loader

/// Remembers the newest key only.
struct SmallMemo: MemoStore {
    private var newest: (key: Int, entry: MemoEntry<String>)?

    func entry(of key: Int) -> MemoEntry<String>? { newest?.key == key ? newest?.entry : nil }
    mutating func keep(_ entry: MemoEntry<String>, of key: Int) { newest = (key, entry) }
    mutating func remove(_ key: Int) { if newest?.key == key { newest = nil } }
    mutating func removeAll() { newest = nil }
}

/// Fails to look up and to keep.
struct FailingMemo: MemoStore {
    func entry(of key: Int) throws -> MemoEntry<String>? { throw TestError("get") }
    func keep(_ entry: MemoEntry<String>, of key: Int) throws { throw TestError("set") }
    func remove(_ key: Int) {}
    func removeAll() {}
}
