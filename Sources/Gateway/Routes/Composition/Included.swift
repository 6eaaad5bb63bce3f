import FoundationEssentials
import Messages
import NIOCore

/// Entities that come with an answer, by id, and what went wrong when they were looked up.
struct Included<Entity: Message>: Sendable {
    /// Where each id's entity stands.
    private var places: [UUID: Int] = [:]
    /// Nil where there is none.
    private var entities: [Entity?] = []
    private(set) var problem: Problem?

    /// Nothing was wanted.
    init() {}

    /// Nothing could be had.
    init(_ problem: Problem) {
        self.problem = problem
    }

    /// What is known already.
    init(_ entities: some Sequence<(UUID, Entity)>) {
        reserve(entities.underestimatedCount)
        for (id, entity) in entities where isNew(id) { self.entities.append(entity) }
    }

    subscript(id: UUID) -> Entity? { places[id].flatMap { entities[$0] } }

    /// All that there are, in the order in which they were asked for.
    var all: [Entity] {
        var all: [Entity] = []
        all.reserveCapacity(entities.count)
        for case let entity? in entities { all.append(entity) }
        return all
    }

    /// The ids without repetitions, in the order in which ``add(_:)`` is told of their entities.
    fileprivate mutating func distinct(_ ids: some Sequence<UUID>) -> [UUID] {
        reserve(ids.underestimatedCount)
        var distinct: [UUID] = []
        distinct.reserveCapacity(ids.underestimatedCount)
        for id in ids where isNew(id) { distinct.append(id) }
        return distinct
    }

    private mutating func reserve(_ count: Int) {
        places.reserveCapacity(count)
        entities.reserveCapacity(count)
    }

    fileprivate mutating func add(_ entity: Entity?) {
        entities.append(entity)
    }

    fileprivate mutating func fail(_ problem: Problem) {
        entities.append(nil)
        self.problem = problem
    }

    /// Gives an id the next place, unless it has one.
    private mutating func isNew(_ id: UUID) -> Bool {
        guard places[id] == nil else { return false }
        places[id] = places.count
        return true
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
        var included = Included<Entity>()
        let distinct = included.distinct(ids)
        for answer in await answers(of: distinct, for: scope, deadline: deadline) {
            switch answer {
            case .success(let answer): included.add(answer.entity)
            case .failure(let error):
                included.fail(Problem(failure: FailedCall.unwrapped(error), backend: backend))
            }
        }
        return included
    }
}
