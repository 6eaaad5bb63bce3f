import FoundationEssentials
import Messages
import NIOCore

/// Entities that come with an answer, by id, and what went wrong when they were looked up.
struct Included<Entity: Message>: Sendable {
    private var byID: [UUID: Entity] = [:]
    private(set) var problem: Problem?

    /// Nothing was wanted.
    init() {}

    /// Nothing could be had.
    init(_ problem: Problem) {
        self.problem = problem
    }

    /// What is known already.
    init(_ entities: some Sequence<(UUID, Entity)>) {
        byID = Dictionary(entities, uniquingKeysWith: { first, _ in first })
    }

    subscript(id: UUID) -> Entity? { byID[id] }

    /// - Parameter capacity: how many are going to be looked up.
    fileprivate init(capacity: Int) {
        byID.reserveCapacity(capacity)
    }

    fileprivate mutating func add(_ answer: EntityLoader<Entity>.Answer, of id: UUID) {
        byID[id] = answer.entity
    }

    fileprivate mutating func fail(_ problem: Problem) {
        self.problem = problem
    }
}

extension EntityLoader {
    /// Looks up what comes with an answer, in one call however many. A failure leaves entities out and is told, never
    /// thrown.
    ///
    /// - Parameter backend: who owns the entities, for the problem.
    func included(
        _ ids: some Sequence<UUID>, for scope: ReadScope = .everyone, backend: String, deadline: NIODeadline
    ) async -> Included<Entity> {
        let distinct = Array(Set(ids))
        var included = Included<Entity>(capacity: distinct.count)
        for (id, result) in zip(distinct, await loadMany(distinct, for: scope, deadline: deadline)) {
            do {
                included.add(try result.get(), of: id)
            } catch {
                included.fail(Problem(failure: error, backend: backend))
            }
        }
        return included
    }
}
