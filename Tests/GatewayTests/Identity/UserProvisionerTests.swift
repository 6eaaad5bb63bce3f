import FoundationEssentials
import Logging
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
