import Loader
import NIOCore
import ServiceKit

/// Merges the look-ups of concurrent calls into one statement: adding gateways doesn't add statements.
struct RowLoader<Key: Hashable & Sendable, Row: Sendable>: Sendable {
    /// Reads rows by key, mostly an id; those that don't exist are absent.
    typealias Fetch = @Sendable ([Key], NIODeadline) async throws -> [Key: Row]

    private let loader: Loader<Key, Row?>

    /// - Parameters:
    ///   - name: the loader's name in metrics and errors.
    ///   - maximumBatchSize: the most keys of one statement.
    init(
        _ name: String, maximumBatchSize: Int, fetch: @escaping Fetch
    ) throws(LoaderConfigurationError) {
        loader = Loader(
            configuration: try LoaderConfiguration(name: name, maximumBatchSize: maximumBatchSize),
            observer: LoaderMetrics(loader: name)
        ) { keys, context in
            let rows = try await fetch(keys, context.deadline)
            return keys.map { .success(rows[$0]) }
        }
    }

    /// The rows that exist, each once, with their keys.
    ///
    /// No statement is joined that began before: the caller may have written since, through whichever process.
    ///
    /// - Throws: what the statement threw, or a `LoaderError`: an answer is whole or none.
    func load(_ keys: some Collection<Key>, deadline: NIODeadline) async throws -> [(key: Key, row: Row)] {
        let distinct = keys.count > 1 ? Array(Set(keys)) : Array(keys)
        let results = await loader.loadMany(distinct, deadline: deadline, notBefore: .now())
        var found: [(key: Key, row: Row)] = []
        found.reserveCapacity(distinct.count)
        for (key, result) in zip(distinct, results) {
            if let row = try result.get() { found.append((key, row)) }
        }
        return found
    }
}
