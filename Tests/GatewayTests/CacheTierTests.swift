import FoundationEssentials
import Logging
import Messages
import RPC
import Stubs
import Testing

@testable import Gateway

@Suite("Changes that wait for the cache", .timeLimit(.minutes(1)))
struct CacheTierTests {
    private static let keyspace = "course.v1"

    private let service = RecordingCache()
    private let tier: CacheTier
    /// One more than can wait.
    private let ids = (0...CacheTier.fillLimit).map { _ in UUID() }

    init() {
        tier = CacheTier(
            client: CacheServiceClient(channel: InProcessChannel(services: [service])), timeToLive: .seconds(60),
            lookupTimeout: .seconds(60), flushTimeout: .seconds(60), logger: Logger(label: "test"))
    }

    private func fill(_ id: UUID) {
        tier.fill(Self.keyspace) { [(id, CourseV1.Course.make { $0.id = id })] }
    }

    @Test("However many fills wait, none is behind the removal that was asked for after it, and that is not dropped")
    func removal() async {
        for id in ids { fill(id) }
        tier.forget(Self.keyspace, [ids[0], ids[1]])
        await service.receiveAll(from: tier)
        let cached = ids.map { service.has(Self.keyspace, $0) }
        // There was no room for the last one.
        #expect(cached == ids.indices.map { $0 > 1 && $0 < CacheTier.fillLimit })
    }

    @Test("Who waits for a removal goes on when it is done")
    func flush() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [tier] in try? await tier.run() }
            for id in ids.prefix(100) {
                service.store(Self.keyspace, id, CourseV1.Course.make { $0.id = id })
                tier.forget(Self.keyspace, [id])
                await tier.flush()
                #expect(!service.has(Self.keyspace, id))
            }
            group.cancelAll()
        }
    }

    @Test("Who waits for a removal goes on soon though nothing is sent, and at once after the end")
    func hurriedFlush() async {
        let tier = CacheTier(
            client: CacheServiceClient(channel: InProcessChannel(services: [service])), timeToLive: .seconds(60),
            flushTimeout: .milliseconds(1), logger: Logger(label: "test"))
        tier.forget(Self.keyspace, [ids[0]])
        await tier.flush()
        await service.receiveAll(from: self.tier)
        await self.tier.flush()
    }

    @Test("A fill that was sent leaves room for another")
    func room() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [tier] in try? await tier.run() }
            var changes = service.changes.makeAsyncIterator()
            for id in ids {
                fill(id)
                _ = await changes.next()
                #expect(service.has(Self.keyspace, id))
            }
            group.cancelAll()
        }
    }
}
