import FoundationEssentials
import Logging
import Messages
import NIOCore
import RPC
import Stubs
import Synchronization
import Testing

@testable import Gateway

@Suite("Entities from the cache and from their owner", .timeLimit(.minutes(1)))
struct EntitySourceTests {
    /// Owns every course that was asked for, and remembers what that was.
    private final class Owner: Sendable {
        let batches = Mutex<[[UUID]]>([])
        let failure = Mutex<Status?>(nil)

        func courses(_ ids: [UUID]) throws(Status) -> [(UUID, CourseV1.Course)] {
            batches.withLock { $0.append(ids) }
            if let failure = failure.withLock({ $0 }) { throw failure }
            return ids.map { id in (id, EntitySourceTests.course(id)) }
        }
    }

    private let service = RecordingCache()
    private let owner = Owner()
    private let ids = (0..<4).map { _ in UUID() }

    private static func course(_ id: UUID) -> CourseV1.Course {
        .make { draft in
            draft.id = id
            draft.title = "from the owner"
        }
    }

    private func tier() -> CacheTier {
        CacheTier(
            client: CacheServiceClient(channel: InProcessChannel(services: [service])), timeToLive: .seconds(60),
            lookupTimeout: .seconds(60), pause: .minutes(5), logger: Logger(label: "test"))
    }

    private func source(_ cache: CacheTier?) -> EntitySource<CourseV1.Course> {
        EntitySource(keyspace: "course.v1", cache: cache) { [owner] (ids, _) throws(Status) in try owner.courses(ids) }
    }

    private func store(_ id: UUID) {
        service.store(
            "course.v1", id,
            CourseV1.Course.make {
                $0.id = id; $0.title = "from the cache"
            })
    }

    @Test("What the cache has is not asked of the owner; the rest is, in one batch, and the order is kept")
    func partial() async throws {
        store(ids[1])
        store(ids[3])
        let answers = try await source(tier()).fetch(ids, deadline: .now() + .seconds(60)).map { try $0.get() }
        #expect(answers.map(\.source) == [.miss, .hit, .miss, .hit])
        #expect(answers.map(\.entity?.id) == ids)
        #expect(
            answers.map(\.entity?.title) == ["from the owner", "from the cache", "from the owner", "from the cache"])
        #expect(owner.batches.withLock { $0 } == [[ids[0], ids[2]]])
    }

    @Test("All in the cache: the owner is not asked")
    func hits() async throws {
        for id in ids { store(id) }
        let answers = try await source(tier()).fetch(ids, deadline: .now() + .seconds(60))
        #expect(try answers.allSatisfy { try $0.get().source == .hit })
        #expect(owner.batches.withLock { $0 }.isEmpty)
    }

    @Test("What the owner gave fills the cache, behind the reply")
    func fill() async throws {
        let tier = tier()
        _ = try await source(tier).fetch(ids, deadline: .now() + .seconds(60))
        await service.receiveAll(from: tier)
        for id in ids { #expect(service.has("course.v1", id)) }
    }

    @Test("What was written since the owner was asked does not fill the cache, where it was taken out before")
    func overtaken() async throws {
        let tier = tier()
        let gate = Gate()
        let source = EntitySource<CourseV1.Course>(keyspace: "course.v1", cache: tier) {
            [owner] (ids, _) throws(Status) in
            await gate.pass()
            return try owner.courses(ids)
        }
        async let answers = source.fetch(ids, deadline: .now() + .seconds(60))
        await gate.arrived()
        source.writes.note(ids[0])
        gate.open()
        let count = try await answers.count
        #expect(count == ids.count)
        // The fill waits for its turn still.
        source.writes.note(ids[1])
        await service.receiveAll(from: tier)
        let cached = ids.map { service.has("course.v1", $0) }
        #expect(cached == [false, false, true, true])
    }

    @Test("A cache that fails costs one call, and then is left alone for a while")
    func failing() async throws {
        service.fail(with: Status(code: .unavailable, message: "away"))
        let source = source(tier())
        for _ in 0..<5 {
            let answers = try await source.fetch(ids, deadline: .now() + .seconds(60)).map { try $0.get() }
            #expect(answers.map(\.source) == [.unavailable, .unavailable, .unavailable, .unavailable])
            #expect(answers.map(\.entity?.id) == ids)
        }
        #expect(service.lookups == 1)
    }

    @Test("An entry that can't be decoded counts as missing")
    func damaged() async throws {
        service.store("course.v1", ids[0], bytes: ByteBuffer(bytes: [0xFF]))
        let answer = try await source(tier()).fetch([ids[0]], deadline: .now() + .seconds(60))[0].get()
        #expect(answer.entity?.id == ids[0])
    }

    @Test("When the owner is away, what the cache has is served, and the rest fails each by itself")
    func ownerAway() async throws {
        store(ids[2])
        owner.failure.withLock { $0 = Status(code: .unavailable, message: "away") }
        let answers = try await source(tier()).fetch(ids, deadline: .now() + .seconds(60))
        #expect(try answers[2].get().source == .hit)
        for index in [0, 1, 3] {
            #expect(throws: Status.self) { try answers[index].get() }
        }
    }

    @Test("When the owner is away and the cache has nothing, the batch fails as a whole, and counts as failed")
    func nothing() async throws {
        owner.failure.withLock { $0 = Status(code: .unavailable, message: "away") }
        await #expect(throws: Status(code: .unavailable, message: "away")) {
            try await source(tier()).fetch(ids, deadline: .now() + .seconds(60))
        }
    }

    @Test(
        "A look-up that ran out of time counts against the cache only if it had as much as look-ups may have",
        arguments: [(TimeAmount.seconds(30), 2), (.seconds(90), 1)])
    func hurry(timeout: TimeAmount, lookups: Int) async throws {
        service.fail(with: Status(code: .deadlineExceeded, message: "late"))
        let source = source(tier())
        for _ in 0..<2 { _ = try await source.fetch(ids, deadline: .now() + timeout) }
        #expect(service.lookups == lookups)
    }

    @Test("Without a cache every id goes to the owner")
    func bypass() async throws {
        let answers = try await source(nil).fetch(ids, deadline: .now() + .seconds(60)).map { try $0.get() }
        #expect(answers.allSatisfy { $0.source == .bypass })
        #expect(service.lookups == 0)
    }
}
