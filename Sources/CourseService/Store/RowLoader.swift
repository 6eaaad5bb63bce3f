import FoundationEssentials
import Loader
import NIOCore
import ServiceKit

/// Merges the look-ups of concurrent calls into one statement: adding gateways doesn't add statements.
struct RowLoader<Row: Sendable>: Sendable {
    /// Reads rows by id; those that don't exist are absent.
    typealias Fetch = @Sendable ([UUID], NIODeadline) async throws -> [UUID: Row]

    private let loader: Loader<UUID, Row?>

    /// - Parameters:
    ///   - name: the loader's name in metrics and errors.
    ///   - maximumBatchSize: the most ids of one statement.
    init(
        _ name: String, maximumBatchSize: Int, fetch: @escaping Fetch
    ) throws(LoaderConfigurationError) {
        loader = Loader(
            configuration: try LoaderConfiguration(name: name, maximumBatchSize: maximumBatchSize),
            observer: LoaderMetrics(loader: name)
        ) { ids, context in
            let rows = try await fetch(ids, NIODeadline(context.deadline))
            return ids.map { .success(rows[$0]) }
        }
    }

    /// The rows that exist, each once, with their ids.
    ///
    /// - Throws: what the statement threw, or a `LoaderError`: an answer is whole or none.
    func load(_ ids: some Sequence<UUID>, deadline: NIODeadline) async throws -> [(id: UUID, row: Row)] {
        let distinct = Array(Set(ids))
        let results = await loader.loadMany(distinct, deadline: .init(deadline))
        var found: [(id: UUID, row: Row)] = []
        found.reserveCapacity(distinct.count)
        for (id, result) in zip(distinct, results) {
            if let row = try result.get() { found.append((id, row)) }
        }
        return found
    }
}
