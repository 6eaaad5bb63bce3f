import FoundationEssentials
import Loader
import Logging
import Messages
import NIOCore
import RPC
import Stubs
import Synchronization
import Testing

@testable import Gateway

@Suite("Entities that requests look up", .timeLimit(.minutes(1)))
struct EntityLoaderTests {
    /// Owns every course, at the version of how often it has been asked.
    private final class Owner: Sendable {
        /// What the first call waits for, if anything.
        private let gate: Gate?
        private let failure: Status?
        private let calls = Atomic(0)

        init(gate: Gate? = nil, failure: Status? = nil) {
            self.gate = gate
            self.failure = failure
        }

        func courses(_ ids: [UUID]) async throws(Status) -> [(UUID, CourseV1.Course)] {
            let call = calls.add(1, ordering: .relaxed).newValue
            if call == 1 { await gate?.pass() }
            if let failure { throw failure }
            return ids.map { id in (id, .make { $0.version = Int64(call) }) }
        }
    }

    private let ids = (0..<3).map { _ in UUID() }

    private func loader(
        _ owner: Owner, maximumBatchSize: Int = 100, cache: CacheTier? = nil
    ) throws -> EntityLoader<CourseV1.Course> {
        try EntityLoader(keyspace: "course.v1", maximumBatchSize: maximumBatchSize, cache: cache) {
            (ids, _) throws(Status) in try await owner.courses(ids)
        }
    }

    private func tier(_ service: RecordingCache) -> CacheTier {
        CacheTier(
            client: CacheServiceClient(channel: InProcessChannel(services: [service])), timeToLive: .seconds(60),
            lookupTimeout: .seconds(60), logger: Logger(label: "test"))
    }

    /// Looks all of them up, and tells what that counts as.
    private func loadMany(
        _ loader: EntityLoader<CourseV1.Course>, until deadline: NIODeadline = .now() + .seconds(60)
    ) async -> (results: [Result<EntityLoader<CourseV1.Course>.Answer, any Error>], account: String) {
        let account = RequestAccount()
        let results = await RequestAccount.$current.withValue(account) {
            await loader.loadMany(ids, deadline: deadline)
        }
        return (results, account.header(total: .zero))
    }

    @Test("Who asks after a write does not share a call that was made before", arguments: [false, true])
    func written(isOneOfMany: Bool) async throws {
        let gate = Gate()
        let loader = try loader(Owner(gate: gate))
        @Sendable func version() async throws -> Int64? {
            let deadline = NIODeadline.now() + .seconds(60)
            guard isOneOfMany else { return try await loader.load(ids[0], deadline: deadline).entity?.version }
            return try await loader.loadMany(ids, deadline: deadline)[0].get().entity?.version
        }
        // A task that begins at once has asked when it is made.
        let before = Task.immediate { try await version() }
        await gate.arrived()
        loader.written(ids[0])
        let after = Task.immediate { try await version() }
        gate.open()
        #expect(try await before.value == 1)
        #expect(try await after.value == 2)
    }

    @Test("What is written is taken out of the cache, behind what was read before; what is read afterwards fills it")
    func invalidation() async throws {
        let service = RecordingCache()
        let cache = tier(service)
        let loader = try loader(Owner(), cache: cache)
        _ = await loader.loadMany(ids, deadline: .generous)
        loader.written(ids[0])
        loader.written(ids[1])
        let read = try await loader.load(ids[1], deadline: .generous)
        #expect(read.entity?.version == 2)
        await service.receiveAll(from: cache)
        let cached = ids.map { service.has("course.v1", $0) }
        #expect(cached == [false, true, true])
    }

    @Test("Keys that failed with their call count it, once for all of them", arguments: [(100, 1), (1, 3)])
    func failedCalls(maximumBatchSize: Int, calls: Int) async throws {
        let owner = Owner(failure: Status(code: .unavailable))
        let (results, account) = await loadMany(try loader(owner, maximumBatchSize: maximumBatchSize))
        for result in results { #expect(throws: Status.self) { try result.get() } }
        #expect(account.contains("keys=3 hits=0 calls=\(calls) joins=0"), "\(account)")
    }

    @Test("One key that failed with its call counts it")
    func failedCall() async throws {
        let loader = try loader(Owner(failure: Status(code: .unavailable)))
        let account = RequestAccount()
        await RequestAccount.$current.withValue(account) {
            await #expect(throws: Status.self) { try await loader.load(ids[0], deadline: .now() + .seconds(60)) }
        }
        #expect(account.header(total: .zero).contains("keys=1 hits=0 calls=1 joins=0"))
    }

    @Test("Keys that were refused before there was a call count none")
    func refusedKeys() async throws {
        let (results, account) = await loadMany(try loader(Owner()), until: .now())
        for result in results { #expect(throws: LoaderError.deadlineExceeded) { try result.get() } }
        #expect(account.contains("keys=3 hits=0 calls=0 joins=0"), "\(account)")
    }

    @Test("What the cache has is a hit though the call for the rest failed, which counts")
    func partialFailure() async throws {
        let service = RecordingCache()
        service.store("course.v1", ids[1], CourseV1.Course.make { $0.version = 1 })
        let (results, account) = await loadMany(
            try loader(Owner(failure: Status(code: .unavailable)), cache: tier(service)))
        #expect(try results[1].get().source == .hit)
        #expect(account.contains("keys=3 hits=1 calls=1 joins=0"), "\(account)")
    }
}
