/// Where a ``RequestLoader`` keeps what it knows, as a value that it guards by its own lock.
///
/// A store that throws, or forgets, costs a fetch and nothing else.
public protocol MemoStore<Key, Value>: Sendable {
    /// What is looked up.
    associatedtype Key: Hashable & Sendable
    /// What is found.
    associatedtype Value: Sendable

    /// The entry of a key, or nil if it is not known.
    mutating func entry(of key: Key) throws -> MemoEntry<Value>?
    /// Keeps the entry of a key, in place of an earlier one.
    mutating func keep(_ entry: MemoEntry<Value>, of key: Key) throws
    /// Forgets a key.
    mutating func remove(_ key: Key)
    /// Forgets all keys.
    mutating func removeAll()
}

/// What a request knows of one key.
public struct MemoEntry<Value: Sendable>: Sendable {
    /// The value, or the error that the key has.
    public let result: Result<Value, any Error>
    /// The fields that the value was loaded with.
    public let fields: LoaderFields
}

/// A memo that remembers nothing: each load fetches again.
public struct NoMemo<Key: Hashable & Sendable, Value: Sendable>: MemoStore {
    /// Makes the store.
    public init() {}

    /// Nil for every key.
    public func entry(of key: Key) -> MemoEntry<Value>? { nil }
    /// Drops the entry.
    public func keep(_ entry: MemoEntry<Value>, of key: Key) {}
    /// Has nothing to forget.
    public func remove(_ key: Key) {}
    /// Has nothing to forget.
    public func removeAll() {}
}
