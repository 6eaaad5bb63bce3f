import FoundationEssentials
import Loader
import Messages
import NIOCore
import RPC
import ServiceKit

/// Looks up entities of one kind: ids of concurrent requests leave together, first to the cache, then to the owner.
struct EntityLoader<Entity: Message>: Sendable {
    /// What is known of one id.
    struct Answer: Sendable {
        /// Nil where the owner knows no such entity.
        let entity: Entity?
        let source: CacheSource
    }

    /// Asks the owner; unknown ids are left out of the answer.
    typealias Owner = @Sendable ([UUID], CallOptions) async throws(Status) -> [(UUID, Entity)]

    private let loader: Loader<UUID, Answer>

    /// - Parameters:
    ///   - keyspace: names the entity in the cache and in metrics; it carries a version that changes with the message.
    ///   - cache: nil to ask the owner always.
    init(
        keyspace: String, maximumBatchSize: Int = 100, cache: CacheTier?, owner: @escaping Owner
    ) throws(LoaderConfigurationError) {
        // One slot: with two, 64 connections gave batches half as large (docs/PERFORMANCE.md); a batch that stalls
        // loses its slot soon anyway.
        let source = EntitySource(keyspace: keyspace, cache: cache, owner: owner)
        loader = Loader(
            configuration: try LoaderConfiguration(
                name: keyspace, maximumBatchSize: maximumBatchSize, slots: 1),
            observer: LoaderMetrics(loader: keyspace)
        ) { keys, context in
            try await source.fetch(keys, deadline: NIODeadline(context.deadline))
        }
    }

    /// Looks one entity up.
    ///
    /// - Throws: a `Status` from the backend, or a `LoaderError`.
    func load(_ id: UUID, deadline: NIODeadline) async throws -> Answer {
        try await loader.load(id, deadline: .init(deadline))
    }

    /// Looks many up; the answers are in the order of the ids, each with its own error.
    func loadMany(_ ids: [UUID], deadline: NIODeadline) async -> [Result<Answer, any Error>] {
        await loader.loadMany(ids, deadline: .init(deadline))
    }
}
