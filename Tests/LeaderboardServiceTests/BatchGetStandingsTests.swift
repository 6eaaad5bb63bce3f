import FoundationEssentials
import Messages
import NIOCore
import Postgres
import RPC
import Stubs
import Testing

@testable import LeaderboardService

@Suite(.timeLimit(.minutes(2))) struct BatchGetStandingsTests {
    @Test("Standings are the ranks, and the entries around are those of a page that begins there")
    func around() async throws {
        try await TestService.run(users: 1_000) { service in
            let board = try await service.database.board()
            let queries = [(959, 20), (0, 20), (3, 7), (479, 1), (482, 100), (959, 2)].map { rank, limit in
                (id: board[rank].member.id, limit: Int32(limit))
            }
            let response = try await service.standings(queries)
            let ranks = try await service.ranks(queries.map(\.id)).ranks
            #expect(response.standings.count == queries.count && !response.entriesMissing)
            for (index, standing) in response.standings.enumerated() {
                #expect(standing.rank.userID == ranks[index].userID)
                #expect(standing.rank.rank == ranks[index].rank)
                #expect(standing.rank.xp == ranks[index].xp)
                #expect(standing.rank.percentile == ranks[index].percentile)
                let rank = try #require(ranks[index].rank)
                let limit = queries[index].limit
                let page = try await service.list(limit: limit, offset: max(0, rank - 1 - Int64(limit) / 2))
                let entries = response.entries(of: standing)
                #expect(entries.map(\.rank) == page.entries.map(\.rank))
                #expect(entries.map(\.userID) == page.entries.map(\.userID))
                #expect(entries.map(\.username) == page.entries.map(\.username))
                #expect(entries.map(\.xp) == page.entries.map(\.xp))
            }
            // Who stands around several is told once.
            let all = response.entries.map(\.rank)
            #expect(all == Set(all).sorted())
        }
    }

    @Test("Who is not on the board has no rank, and nobody around; no queries have no answers")
    func notOnTheBoard() async throws {
        try await TestService.run(users: 100) { service in
            let deleted = try await service.database.userID(1)
            let first = try await service.database.board()[0].member.id
            let response = try await service.standings([(deleted, 20), (first, 4), (UUID(), 20)])
            #expect(response.standings.map(\.rank.rank) == [nil, 1, nil])
            #expect(response.standings.map { response.entries(of: $0).map(\.rank) } == [[], [1, 2, 3, 4], []])
            #expect(try await service.standings([]).standings.isEmpty)
        }
    }

    @Test("Whoever was deleted since the index was built is around nobody, and the ranks of the others stay")
    func deleted() async throws {
        try await TestService.run(users: 100) { service in
            let board = try await service.database.board()
            try await service.database.owner.execute(
                script: "UPDATE leaderboard.users SET deleted_at = now() WHERE id = '\(board[3].member.id)'",
                deadline: .soon)
            let response = try await service.standings([(board[0].member.id, 3), (board[5].member.id, 6)])
            #expect(response.standings.map { response.entries(of: $0).map(\.rank) } == [[1, 2, 3], [3, 5, 6, 7, 8]])
        }
    }

    @Test("What can't be asked for is INVALID_ARGUMENT and names the field")
    func refusals() async throws {
        try await TestService.run(users: 10) { service in
            let many = (0..<17).map { _ in (id: UUID(), limit: Int32(1)) }
            let refusals: [(() async throws -> LeaderboardV1.BatchGetStandingsResponse, String)] = [
                ({ try await service.standings([], board: "weekly") }, "board"),
                ({ try await service.standings([(UUID(), 0)]) }, "limit"),
                ({ try await service.standings([(UUID(), 101)]) }, "limit"),
                ({ try await service.standings([(UUID(), .min)]) }, "limit"),
                ({ try await service.standings(many) }, "queries"),
            ]
            for (call, field) in refusals {
                let error = await #expect(throws: Status.self) { _ = try await call() }
                #expect(error?.code == .invalidArgument)
                #expect(error?.message.hasPrefix(field) == true)
            }
        }
    }

    @Test(
        "The longest names and addresses around as many users as allowed fit a frame; where addresses are not ASCII, ranks do"
    )
    func longest() async throws {
        try await TestService.run(users: 2_000) { service in
            let board = try await service.database.board()
            // Nobody stands around two of them.
            let queries = (0..<LeaderboardHandlers.standingsLimit).map { index in
                (id: board[50 + 100 * index].member.id, limit: BoardQuery.limits.upperBound)
            }
            for (character, fits) in [("a", true), ("🦉", false)] {
                try await service.database.owner.execute(
                    script: """
                        UPDATE leaderboard.users SET username = repeat('🦉', 64),
                            avatar_url = rpad('https://', 2048, '\(character)')
                        """, deadline: .soon)
                let response = try await service.standings(queries)
                #expect(response.standings.map(\.rank.rank) == queries.indices.map { 51 + 100 * Int64($0) })
                #expect(response.entries.count == (fits ? 100 * queries.count : 0))
                #expect(response.entriesMissing != fits)
            }
        }
    }

    @Test("Without Redis they are UNAVAILABLE; without PostgreSQL there are ranks, and no entries")
    func outages() async throws {
        try await TestService.run(users: 100) { service in
            let user = try await service.database.board()[1].member.id
            let away = try PostgresClient(
                configuration: try PostgresConfiguration(url: "postgresql://nobody@127.0.0.1:1/nothing"), logger: .quiet
            )
            let client = try LeaderboardServiceClient(
                store: LeaderboardStore(postgres: away), index: service.builder.index)
            let response = try await client.standings([(user, 20)], deadline: .now() + .seconds(2))
            #expect(response.standings.map(\.rank.rank) == [2])
            #expect(response.entriesMissing && response.entries.isEmpty)
            #expect(response.entries(of: response.standings[0]).isEmpty)

            try service.redis.stop()
            let error = await #expect(throws: Status.self) { _ = try await service.standings([(user, 20)]) }
            #expect(error?.code == .unavailable)
        }
    }
}

extension TestService {
    fileprivate func standings(
        _ queries: [(id: UUID, limit: Int32)], board: String = "global"
    ) async throws -> LeaderboardV1.BatchGetStandingsResponse {
        try await client.standings(queries, board: board, deadline: .soon)
    }
}

extension LeaderboardServiceClient {
    fileprivate func standings(
        _ queries: [(id: UUID, limit: Int32)], board: String = "global", deadline: NIODeadline
    ) async throws -> LeaderboardV1.BatchGetStandingsResponse {
        let request = LeaderboardV1.BatchGetStandingsRequest.make { request in
            request.board = board
            for query in queries {
                request.addQueries { draft in
                    draft.userID = query.id
                    draft.limit = query.limit
                }
            }
        }
        return try await batchGetStandings(request, options: CallOptions(deadline: deadline))
    }
}

extension LeaderboardV1.BatchGetStandingsResponse {
    /// Those around one of the users.
    fileprivate func entries(of standing: LeaderboardV1.Standing) -> [LeaderboardV1.Entry] {
        let first = Int(standing.firstEntry)
        return Array(entries[first..<first + Int(standing.entryCount)])
    }
}
