import FoundationEssentials
import Logging
import Messages
import NIOCore
import RPC
import ServiceKit
import Stubs
import Synchronization
import Testing

@testable import Gateway

@Suite("For whom entities are read")
struct ReadScopeTests {
    /// Remembers with which identities courses were asked for.
    private final class Owner: Sendable {
        private let identities = Mutex<[[String]]>([])

        /// The signed identities of each call.
        var calls: [[String]] { identities.withLock { $0 } }

        func courses(_ ids: [UUID], _ options: CallOptions) -> [(UUID, CourseV1.Course)] {
            identities.withLock { $0.append(Array(options.metadata.values(for: "lyceum-identity"))) }
            return ids.map { id in (id, CourseV1.Course.make { $0.id = id }) }
        }
    }

    private let owner = Owner()
    private let cache = RecordingCache()
    private let id = UUID()

    private func caller(_ userID: UUID, _ role: Role = .learner) throws -> ReadScope {
        let signer = IdentitySigner(key: SecretBytes([UInt8](repeating: 7, count: 32)))
        let users = try UserProvisioner(
            service: LeaderboardServiceClient(channel: InProcessChannel(services: [])), signer: signer,
            logger: Logger(label: "test"))
        let user = TokenUser(identity: Identity(userID: userID, role: role), username: nil, email: nil, expiry: .max)
        return .caller(Caller(user: user, signer: signer, users: users))
    }

    private func loader() throws -> EntityLoader<CourseV1.Course> {
        let tier = CacheTier(
            client: CacheServiceClient(channel: InProcessChannel(services: [cache])), timeToLive: .seconds(60),
            lookupTimeout: .seconds(60), logger: Logger(label: "test"))
        return try EntityLoader(keyspace: "course.v1", cache: tier) { [owner] (ids, options) throws(Status) in
            owner.courses(ids, options)
        }
    }

    @Test("Scopes are equal for the same user in the same role, and never equal to everybody's")
    func equality() throws {
        let (user, other) = (UUID(), UUID())
        #expect(try caller(user) == caller(user))
        #expect(try caller(user) != caller(other))
        #expect(try caller(user) != caller(user, .admin))
        #expect(try caller(user) != .everyone)
    }

    @Test("What is read for a caller carries the identity, and neither asks nor fills the cache")
    func privateRead() async throws {
        let answer = try await loader().load(id, for: caller(UUID()), deadline: .now() + .seconds(60))
        #expect(answer.entity?.id == id)
        #expect(answer.source == .uncacheable)
        #expect(cache.lookups == 0)
        #expect(owner.calls.map(\.count) == [1])
    }

    @Test("What is read for everybody carries no identity, and asks the cache")
    func publicRead() async throws {
        let answer = try await loader().load(id, deadline: .now() + .seconds(60))
        #expect(answer.source == .miss)
        #expect(cache.lookups == 1)
        #expect(owner.calls == [[]])
    }

    @Test("Reads of the same entity for several callers at once make a call for each")
    func separateCalls() async throws {
        let loader = try loader()
        let scopes = try (0..<5).map { _ in try caller(UUID()) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for scope in scopes {
                group.addTask { [id] in _ = try await loader.load(id, for: scope, deadline: .now() + .seconds(60)) }
            }
            try await group.waitForAll()
        }
        #expect(owner.calls.count == 5)
        #expect(Set(owner.calls.flatMap { $0 }).count == 5)
    }
}
