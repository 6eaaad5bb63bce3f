import FoundationEssentials
import Logging
import Messages
import NIOCore
import RPC
import ServiceKit
import Stubs
import Testing

@testable import Gateway

@Suite("Making users known", .timeLimit(.minutes(2)))
struct UserProvisionerTests {
    private static let key = SecretBytes([UInt8](repeating: 7, count: 32))

    private let leaderboard = RecordingLeaderboard(key: Self.key)
    private let user = Self.learner()

    private static func learner() -> TokenUser {
        TokenUser(identity: Identity(userID: UUID(), role: .learner), username: nil, email: nil, expiry: .max)
    }

    private func users() throws -> UserProvisioner {
        try UserProvisioner(
            service: LeaderboardServiceClient(channel: InProcessChannel(services: [leaderboard])),
            signer: IdentitySigner(key: Self.key), limit: .seconds(60), pause: .minutes(5),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test("Who was just made known is found, though a look-up from before, which knows nobody, is under way")
    func firstLookup() async throws {
        let gate = Gate()
        leaderboard.holdUsers(at: gate)
        let users = try users()
        let entities = try Entities(
            courses: CourseServiceClient(channel: InProcessChannel(services: [])),
            leaderboard: LeaderboardServiceClient(channel: InProcessChannel(services: [leaderboard])), cache: nil)
        let id = user.identity.userID
        // A task that begins at once has asked when it is made.
        let before = Task.immediate { try await entities.users.load(id, deadline: .generous).entity == nil }
        await gate.arrived()
        try await users.provision(user, deadline: .generous)
        let caller = Caller(user: user, signer: IdentitySigner(key: Self.key), users: users)
        let found = try await entities.user(of: caller, deadline: .generous)
        #expect(found?.id == id)
        gate.open()
        let wasUnknown = try await before.value
        #expect(wasUnknown)
    }

    @Test("A user is known since a call for him has ended, and not again with each request")
    func since() async throws {
        let users = try users()
        #expect(users.knownSince(user) == nil)
        let start = NIODeadline.now()
        try await users.provision(user, deadline: .generous)
        let since = try #require(users.knownSince(user))
        #expect(since >= start && since <= .now())
        try await users.provision(user, deadline: .generous)
        #expect(users.knownSince(user) == since)
    }

    @Test("That a client was in a hurry says nothing about the service: the next one is made known")
    func hurry() async throws {
        let users = try users()
        try await users.provision(user, deadline: .now())
        #expect(leaderboard.identities == [])
        try await users.provision(user, deadline: .now() + .seconds(30))
        #expect(leaderboard.identities == [user.identity])
    }

    @Test(
        "A service that failed is left alone for a while",
        arguments: [Status.Code.unavailable, .deadlineExceeded, .resourceExhausted])
    func pause(code: Status.Code) async throws {
        leaderboard.fail(with: Status(code: code, message: "away"))
        let users = try users()
        for user in [user, user, Self.learner()] {
            try await users.provision(user, deadline: .now() + .seconds(30))
        }
        #expect(leaderboard.identities == [user.identity])
    }

    @Test(
        "A user whom the service does not take is left alone for a while, and the others are made known",
        arguments: [Status.Code.internalError, .invalidArgument, .unknown])
    func odd(code: Status.Code) async throws {
        let users = try users()
        leaderboard.fail(with: Status(code: code, message: "no such address"))
        for _ in 0..<3 { try await users.provision(user, deadline: .now() + .seconds(30)) }
        leaderboard.fail(with: nil)
        let other = Self.learner()
        try await users.provision(other, deadline: .now() + .seconds(30))
        #expect(leaderboard.identities == [user.identity, other.identity])
    }
}
