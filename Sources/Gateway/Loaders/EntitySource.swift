import FoundationEssentials
import Messages
import NIOCore
import RPC

/// Fetches one batch of entities: what the cache has not comes from the owner, and then fills the cache.
struct EntitySource<Entity: Message>: Sendable {
    let keyspace: String
    let cache: CacheTier?
    let owner: EntityLoader<Entity>.Owner
    let writes: RecentWrites

    init(keyspace: String, cache: CacheTier?, owner: @escaping EntityLoader<Entity>.Owner) {
        self.keyspace = keyspace
        self.cache = cache
        self.owner = owner
        writes = RecentWrites(lifetime: cache?.longestLifetime ?? .seconds(60))
    }

    /// - Parameter scope: for whom. Only what everybody may see is cached.
    func fetch(
        _ keys: [UUID], for scope: ReadScope = .everyone, deadline: NIODeadline
    ) async throws -> [Result<EntityLoader<Entity>.Answer, any Error>] {
        let options = scope.options(deadline: deadline)
        let batch = BatchStamp.next()
        guard scope.isEveryone else {
            return try await owned(keys, source: .uncacheable, batch, options).map { .success($0) }
        }
        guard let cache else {
            return try await owned(keys, source: .bypass, batch, options).map { .success($0) }
        }
        guard let lookups = await cache.lookups(keyspace, keys, deadline: deadline) else {
            return try await owned(keys, source: .unavailable, batch, options).map { .success($0) }
        }
        let cached = zip(keys, lookups).map { writes.moment(of: $0) == nil ? Self.entity($1) : nil }
        let missing = zip(keys, cached).filter { $0.1 == nil }.map(\.0)
        guard !missing.isEmpty else { return cached.map { .success(.init(entity: $0, source: .hit, batch: batch)) } }
        do {
            let owned = try await owned(missing, source: .miss, batch, options)
            fill(cache, missing, owned)
            return Self.merge(cached, batch, owned.map { .success($0) })
        } catch {
            guard missing.count < keys.count else { throw error }
            // What the cache had is served although its owner is away.
            return Self.merge(cached, batch, missing.map { _ in .failure(error) })
        }
    }

    /// Fills the cache with what was read, but for what has been written since.
    private func fill(_ cache: CacheTier, _ keys: [UUID], _ answers: [EntityLoader<Entity>.Answer]) {
        cache.fill(keyspace) { [writes] in
            zip(keys, answers).compactMap { id, answer -> (UUID, Entity)? in
                guard let entity = answer.entity else { return nil }
                if let moment = writes.moment(of: id), moment >= answer.batch.sentAt { return nil }
                return (id, entity)
            }
        }
    }

    private func owned(
        _ keys: [UUID], source: CacheSource, _ batch: BatchStamp, _ options: CallOptions
    ) async throws(Status) -> [EntityLoader<Entity>.Answer] {
        let entities = try await owner(keys, options)
        let byID = Dictionary(entities, uniquingKeysWith: { first, _ in first })
        return keys.map { .init(entity: byID[$0], source: source, batch: batch) }
    }

    /// An entry that can't be decoded counts as missing: it will be written anew.
    private static func entity(_ lookup: CacheV1.Lookup) -> Entity? {
        guard lookup.found else { return nil }
        return lookup.withValue { try? Entity(decoding: $0) }
    }

    private static func merge(
        _ cached: [Entity?], _ batch: BatchStamp, _ owned: [Result<EntityLoader<Entity>.Answer, any Error>]
    ) -> [Result<EntityLoader<Entity>.Answer, any Error>] {
        var rest = owned.makeIterator()
        return cached.compactMap { entity in
            entity.map { .success(.init(entity: $0, source: .hit, batch: batch)) } ?? rest.next()
        }
    }
}
