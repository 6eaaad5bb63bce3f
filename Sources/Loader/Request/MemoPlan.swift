import NIOCore

/// How a request loads keys that its memo doesn't know.
struct MemoPlan<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// Reads that began earlier are out of date for the request.
    var notBefore: NIODeadline?
    /// What is wanted, and what the request has seen of the keys before: it shall not see less of them later.
    var fields: LoaderFields
    /// Keys whose value is still to come from elsewhere.
    var promises: [Key: Loader<Key, Value>] = [:]
}
