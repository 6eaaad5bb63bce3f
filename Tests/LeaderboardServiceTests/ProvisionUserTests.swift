import FoundationEssentials
import Messages
import NIOCore
import Postgres
import RPC
import ServiceKit
import Stubs
import Testing

@testable import LeaderboardService

@Suite(.timeLimit(.minutes(2))) struct ProvisionUserTests {
    private let signer = IdentitySigner(key: .test)

    @Test("The first call makes the user of the identity; further ones change nothing")
    func first() async throws {
        try await withService { client, database in
            let identity = Identity(userID: UUID(), role: .creator)
            for _ in 0..<2 {
                try await client.provision(identity, username: "Ada", email: "ada@example.org", signer)
                let user = try #require(try await database.user(identity.userID))
                #expect(user == .init(username: "Ada", email: "ada@example.org", role: "creator", version: 1))
            }
            try await client.provision(identity, username: "Eve", email: "eve@example.org", signer)
            #expect(try await database.user(identity.userID)?.username == "Ada")
        }
    }

    @Test("Another role is recorded")
    func role() async throws {
        try await withService { client, database in
            let id = UUID()
            for (version, role) in [Role.admin, .learner, .creator].enumerated() {
                try await client.provision(Identity(userID: id, role: role), username: "Ada", email: "", signer)
                let user = try #require(try await database.user(id))
                #expect(user == .init(username: "Ada", email: nil, role: role.rawValue, version: Int64(version) + 1))
            }
        }
    }

    @Test("An address that another user has is left out, whatever its case")
    func sharedAddress() async throws {
        try await withService { client, database in
            let ids = [UUID(), UUID()]
            for (id, email) in zip(ids, ["ada@example.org", "ADA@example.org"]) {
                try await client.provision(Identity(userID: id, role: .learner), username: "Ada", email: email, signer)
            }
            let first = try await database.user(ids[0])
            let second = try await database.user(ids[1])
            #expect(first?.email == "ada@example.org")
            #expect(second != nil && second?.email == nil)
        }
    }

    @Test("Many first calls at once, of one user and of many with one address, make each user once")
    func concurrent() async throws {
        try await withService { client, database in
            let ids = (0..<8).map { _ in UUID() }
            try await withThrowingTaskGroup { group in
                for call in 0..<64 {
                    group.addTask {
                        try await client.provision(
                            Identity(userID: ids[call % ids.count], role: .learner), username: "Ada",
                            email: "ada@example.org", signer)
                    }
                }
                try await group.waitForAll()
            }
            var addresses = 0
            for id in ids {
                let user = try #require(try await database.user(id))
                #expect(user.version == 1)
                addresses += user.email == nil ? 0 : 1
            }
            #expect(addresses == 1)
        }
    }

    @Test("A deleted user stays deleted: PERMISSION_DENIED")
    func deleted() async throws {
        try await withService { client, database in
            let identity = Identity(userID: UUID(), role: .learner)
            try await client.provision(identity, username: "Ada", email: "", signer)
            try await database.owner.execute(
                script: "UPDATE leaderboard.users SET deleted_at = now()", deadline: .soon)
            await #expect(throws: Status(code: .permissionDenied, message: "this user was deleted")) {
                try await client.provision(
                    Identity(userID: identity.userID, role: .admin), username: "Ada", email: "", signer)
            }
            #expect(try await database.user(identity.userID)?.role == "learner")
        }
    }

    @Test("A call that is not signed, or by somebody else, is UNAUTHENTICATED and makes nobody")
    func unsigned() async throws {
        try await withService { client, database in
            let identity = Identity(userID: UUID(), role: .admin)
            let stranger = IdentitySigner(key: SecretBytes(Array(repeating: 8, count: 32)))
            let bare = CallOptions(deadline: .soon, metadata: ["lyceum-identity": identity.userID.uuidString])
            for options in [.test, bare, stranger.options(deadline: .soon, for: identity)] {
                let error = await #expect(throws: Status.self) {
                    _ = try await client.provisionUser(.make { _ in }, options: options)
                }
                #expect(error?.code == .unauthenticated)
            }
            let user = try await database.user(identity.userID)
            #expect(user == nil)
        }
    }

    @Test(
        "What a token says is made to fit the table",
        arguments: [
            ("Ada", "ada@example.org", "Ada", "ada@example.org"),
            ("  Ada \n", "", "Ada", nil),
            (String(repeating: "ä", count: 70), "ada@", String(repeating: "ä", count: 64), nil),
            ("", "a b@example.org", "user-0c1d2e3f", nil),
            (" \t", "a@b@c", "user-0c1d2e3f", nil),
            ("Ada", String(repeating: "a", count: 250) + "@b.cd", "Ada", nil),
            // What belongs to the character before or behind it is a character of its own to the table.
            ("Ada", "a@b@\u{301}c", "Ada", nil),
            ("Ada", "a\u{600} b@c", "Ada", nil),
            ("Ada", "a@\u{301}b", "Ada", "a@\u{301}b"),
            ("Ada", "a\u{0}@b", "Ada", nil),
            ("Ada", "a\u{1f}@b", "Ada", nil),
        ] as [(String, String, String, String?)])
    func normalised(username: String, email: String, fittingName: String, fittingEmail: String?) throws {
        let id = try #require(UUID(uuidString: "0190a1b2-c3d4-7e5f-8a9b-0c1d0c1d2e3f"))
        let user = NewUser(Identity(userID: id, role: .learner), username: username, email: email)
        #expect(user.username == fittingName)
        #expect(user.email == fittingEmail)
    }

    private func withService(
        _ body: (LeaderboardServiceClient, TestDatabase) async throws -> Void
    ) async throws {
        let database = try await TestDatabase.make()
        let store = LeaderboardStore(postgres: database.service)
        try await body(try LeaderboardServiceClient(store: store, index: nil), database)
    }
}

extension LeaderboardServiceClient {
    fileprivate func provision(
        _ identity: Identity, username: String, email: String, _ signer: IdentitySigner
    ) async throws {
        let request = LeaderboardV1.ProvisionUserRequest.make { draft in
            draft.username = username
            draft.email = email
        }
        _ = try await provisionUser(request, options: signer.options(deadline: .soon, for: identity))
    }
}

extension TestDatabase {
    fileprivate struct User: Equatable {
        let username: String
        let email: String?
        let role: String
        let version: Int64
    }

    fileprivate func user(_ id: UUID) async throws -> User? {
        var parameters = PostgresParameters()
        parameters.append(id)
        let statement = PostgresStatement(
            name: "user", sql: "SELECT username, email, role, version FROM leaderboard.users WHERE id = $1")
        guard let row = try await owner.read(statement, parameters, deadline: .soon).rows.first else { return nil }
        return User(
            username: try row.text(0), email: row.isNull(1) ? nil : try row.text(1), role: try row.text(2),
            version: try row.int64(3))
    }
}
