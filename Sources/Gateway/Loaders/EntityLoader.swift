import FoundationEssentials
import Loader
import Messages
import NIOCore
import RPC
import ServiceKit

/// Looks up entities of one kind: ids of concurrent requests leave together, first to the cache, then to the owner.
final class EntityLoader<Entity: Message>: Sendable {
    /// What is known of one id.
    struct Answer: Sendable {
        /// Nil where the owner knows no such entity.
        let entity: Entity?
        let source: CacheSource
        let batch: BatchStamp
    }

    /// Asks the owner; unknown ids are left out of the answer.
    typealias Owner = @Sendable ([UUID], CallOptions) async throws(Status) -> [(UUID, Entity)]

    private let scopes: LoaderPartitions<ReadScope, UUID, Answer>
    /// Kept, while those of callers go when their requests have gone.
    private let everyone: Loader<UUID, Answer>
    /// The keyspace without its version: how `Server-Timing` calls the entity.
    private let name: String
    private let source: EntitySource<Entity>
    private let nearCache: NearCache?

    /// - Parameters:
    ///   - keyspace: names the entity in the cache and in metrics; it carries a version that changes with the message.
    ///   - cache: nil to ask the owner always.
    ///   - nearCache: where finished answers show the entity.
    init(
        keyspace: String, maximumBatchSize: Int = 100, cache: CacheTier?, nearCache: NearCache? = nil,
        owner: @escaping Owner
    ) throws(LoaderConfigurationError) {
        self.nearCache = nearCache
        // One slot at first: with two, 64 connections gave batches half as large (docs/PERFORMANCE.md). A batch that
        // stalls loses its slot soon anyway.
        let source = EntitySource(keyspace: keyspace, cache: cache, owner: owner)
        self.source = source
        scopes = LoaderPartitions(
            configuration: try LoaderConfiguration(
                name: keyspace, maximumBatchSize: maximumBatchSize, slots: 1),
            observer: LoaderMetrics(loader: keyspace)
        ) { keys, scope, context in
            let batch = BatchStamp.next()
            do {
                let answers = try await source.fetch(keys, for: scope, deadline: context.deadline)
                return answers.map { $0.mapError { FailedCall(error: $0, batch: batch) } }
            } catch {
                throw FailedCall(error: error, batch: batch)
            }
        }
        everyone = scopes.loader(for: .everyone)
        name = String(keyspace.prefix { $0 != "." })
    }

    /// Looks one entity up.
    ///
    /// - Parameter notBefore: A look-up that began earlier is not shared; nor is one from before a write here.
    /// - Throws: a `Status` from the backend, or a `LoaderError`.
    func load(
        _ id: UUID, for scope: ReadScope = .everyone, deadline: NIODeadline, notBefore: NIODeadline? = nil
    ) async throws -> Answer {
        let askedAt = NIODeadline.now()
        let written = source.writes.moment(of: id)
        let earliest = written.map { max($0, notBefore ?? $0) } ?? notBefore
        do {
            let answer = try await loader(for: scope).load(id, deadline: deadline, notBefore: earliest)
            account(CollectionOfOne(.success(answer)), askedAt)
            return answer
        } catch {
            account(CollectionOfOne(.failure(error)), askedAt)
            throw FailedCall.unwrapped(error)
        }
    }

    /// Looks many up; the answers are in the order of the ids, each with its own error.
    func loadMany(
        _ ids: [UUID], for scope: ReadScope = .everyone, deadline: NIODeadline
    ) async -> [Result<Answer, any Error>] {
        let askedAt = NIODeadline.now()
        let notBefore = ids.compactMap { source.writes.moment(of: $0) }.max()
        let answers = await loader(for: scope).loadMany(ids, deadline: deadline, notBefore: notBefore)
        account(answers, askedAt)
        return answers.map { $0.mapError(FailedCall.unwrapped) }
    }

    /// Counts look-ups of the request that made them.
    private func account(_ answers: some Collection<Result<Answer, any Error>>, _ askedAt: NIODeadline) {
        guard !answers.isEmpty else { return }
        RequestAccount.current?.record(name) { tally in
            tally.countKeys(answers.count)
            tally.countWait(.now() - askedAt)
            for answer in answers {
                switch answer {
                case .success(let answer): tally.count(answer.source, answer.batch, askedAt: askedAt)
                case .failure(let failed as FailedCall): tally.countCall(failed.batch, askedAt: askedAt)
                // Refused before there was a call, or given up by the one who waited.
                case .failure: break
                }
            }
        }
    }

    /// Notes that an entity was changed, or what is kept under its id, and takes it out of the caches.
    func written(_ id: UUID) {
        source.writes.note(id)
        source.cache?.forget(source.keyspace, [id])
        // The last: an answer that is made from now on shows the write.
        nearCache?.invalidate()
    }

    private func loader(for scope: ReadScope) -> Loader<UUID, Answer> {
        scope.isEveryone ? everyone : scopes.loader(for: scope)
    }
}
