import FoundationEssentials
import Messages
import RPC
import Stubs
import Testing

@testable import LeaderboardService

@Suite(.timeLimit(.minutes(2))) struct BatchGetRanksTests {
    @Test("Ranks come in the order asked, with the share of the board below")
    func order() async throws {
        try await TestService.run(users: 1_000) { service in
            let board = try await service.database.board()
            let deleted = try await service.database.userID(1)
            let ids = [board[959], board[0], board[479]].map(\.member.id) + [deleted, board[0].member.id]
            let response = try await service.ranks(ids)
            #expect(response.total == 960)
            #expect(response.asOf == (try await service.list()).asOf)
            #expect(response.ranks.map(\.userID) == ids)
            #expect(response.ranks.map(\.rank) == [960, 1, 480, nil, 1])
            #expect(response.ranks.map(\.xp) == [board[959].xp, board[0].xp, board[479].xp, 0, board[0].xp])
            let best = 959.0 / 960 * 100
            #expect(response.ranks.map(\.percentile) == [0, best, 50, 0, best])
        }
    }

    @Test("No ids give the total alone; 101 and an unknown board are INVALID_ARGUMENT")
    func limits() async throws {
        try await TestService.run(users: 100) { service in
            let none = try await service.ranks([])
            #expect(none.total == 96 && none.ranks.isEmpty)
            let unknown = try await service.ranks((0..<100).map { _ in UUID() })
            #expect(unknown.ranks.map(\.rank) == Array(repeating: nil, count: 100))
            let many = await #expect(throws: Status.self) { _ = try await service.ranks((0..<101).map { _ in UUID() }) }
            #expect(many == .badRequest("user_ids", "has 101 ids; at most 100 are allowed"))
            let board = await #expect(throws: Status.self) { _ = try await service.ranks([], board: "weekly") }
            #expect(board == .badRequest("board", "must be global"))
        }
    }
}

extension TestService {
    func ranks(_ ids: [UUID], board: String = "global") async throws -> LeaderboardV1.BatchGetRanksResponse {
        let request = LeaderboardV1.BatchGetRanksRequest.make { request in
            request.board = board
            for id in ids { request.addUserIDs(id) }
        }
        return try await client.batchGetRanks(request, options: .test)
    }
}
