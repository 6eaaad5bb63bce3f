import FoundationEssentials
import Messages
import NIOCore
import Postgres
import RPC
import Stubs
import Testing

@testable import LeaderboardService

@Suite(.timeLimit(.minutes(2))) struct BatchGetUsersTests {
    @Test("Profiles come in the order asked, without unknown and deleted users")
    func order() async throws {
        try await withUsers(200) { client, database in
            let (fifth, deleted, inactive) = (
                try await database.userID(5), try await database.userID(51), try await database.userID(52)
            )
            let response = try await client.users([inactive, UUID(), deleted, fifth])
            #expect(response.users.map(\.id) == [inactive, fifth])
            let user = try #require(response.users.last)
            #expect(user.username == "user 5")
            #expect(user.avatarURL == nil)
            #expect(user.xp == 5 * 7919 % 40 - 5)
            #expect(user.level == 1)
            #expect(user.achievementsCount == 0)
            #expect(user.joinedAt == 1_704_067_200_000_000 + 5 * 31 % 7)
            #expect(user.lastActiveAt != nil)
            let withAvatar = try await client.users([try await database.userID(6)])
            #expect(withAvatar.users.first?.avatarURL == "https://example.org/6")
        }
    }

    @Test("No ids give no users, 512 are answered, 513 are INVALID_ARGUMENT that names the field")
    func limits() async throws {
        try await withUsers(1) { client, _ in
            let none = try await client.users([])
            let unknown = try await client.users((0..<512).map { _ in UUID() })
            #expect(none.users.isEmpty && unknown.users.isEmpty)
            let error = await #expect(throws: Status.self) {
                _ = try await client.users((0..<513).map { _ in UUID() })
            }
            #expect(error?.code == .invalidArgument)
            #expect(error?.message == "ids has 513 ids; at most 512 are allowed")
        }
    }

    @Test("A call without a deadline is answered")
    func withoutDeadline() async throws {
        try await withUsers(10) { client, database in
            let id = try await database.userID(5)
            let request = LeaderboardV1.BatchGetUsersRequest.make { $0.addIDs(id) }
            let response = try await client.batchGetUsers(request, options: CallOptions(deadline: .distantFuture))
            #expect(response.users.count == 1)
        }
    }

    @Test("64 calls at once share few statements, and none gets another's users")
    func merging() async throws {
        try await withUsers(1_000) { client, database in
            var ids: [UUID] = []
            for number in 3..<50 { ids.append(try await database.userID(number)) }
            let known = ids
            let before = database.count(of: LeaderboardStatements.getUsers)
            // While the table is locked the first statements wait, and the calls pile up behind them.
            let calls = try await database.owner.transaction(deadline: .soon) { transaction in
                _ = try await transaction.execute(.lockUsers)
                let calls = Task {
                    try await withThrowingTaskGroup { group in
                        for call in 0..<64 {
                            group.addTask {
                                let wanted = (0..<8).map { known[(call + $0 * 5) % known.count] }
                                let response = try await client.users(wanted)
                                #expect(response.users.map(\.id) == wanted)
                            }
                        }
                        try await group.waitForAll()
                    }
                }
                while try await transaction.execute(.countWaiting).rows[0].int64(0) == 0 {}
                return calls
            }
            try await calls.value
            let statements = database.count(of: LeaderboardStatements.getUsers) - before
            #expect((1...24).contains(statements))
        }
    }

    @Test("A database that is away is UNAVAILABLE, and its own words stay inside")
    func databaseAway() async throws {
        var configuration = try PostgresConfiguration(url: "postgresql://secret@127.0.0.1:1/nowhere")
        configuration.connections = 1
        let store = LeaderboardStore(postgres: try PostgresClient(configuration: configuration, logger: .quiet))
        let client = try LeaderboardServiceClient(store: store, index: nil)
        let request = LeaderboardV1.BatchGetUsersRequest.make { $0.addIDs(UUID()) }
        let error = await #expect(throws: Status.self) {
            _ = try await client.batchGetUsers(request, options: CallOptions(deadline: .now() + .seconds(1)))
        }
        #expect(error.map { [.unavailable, .deadlineExceeded].contains($0.code) } == true)
        #expect(error?.message.contains("secret") == false)
    }
}

/// The handlers without Redis.
private func withUsers(
    _ count: Int, _ body: (LeaderboardServiceClient, TestDatabase) async throws -> Void
) async throws {
    let database = try await TestDatabase.make()
    try await database.addUsers(count)
    let store = LeaderboardStore(postgres: database.service)
    try await body(try LeaderboardServiceClient(store: store, index: nil), database)
}

extension PostgresStatement {
    fileprivate static let lockUsers = PostgresStatement(
        name: "lock_users", sql: "LOCK TABLE leaderboard.users IN ACCESS EXCLUSIVE MODE")
    fileprivate static let countWaiting = PostgresStatement(
        name: "count_waiting",
        sql: "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'leaderboard.users'::regclass")
}

extension LeaderboardServiceClient {
    fileprivate func users(_ ids: [UUID]) async throws -> LeaderboardV1.BatchGetUsersResponse {
        let request = LeaderboardV1.BatchGetUsersRequest.make { request in
            for id in ids { request.addIDs(id) }
        }
        return try await batchGetUsers(request, options: .test)
    }
}
