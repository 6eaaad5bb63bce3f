import FoundationEssentials
import Messages
import NIOCore
import RPC
import Testing

@testable import LeaderboardService

@Suite(.timeLimit(.minutes(2))) struct ListEntriesTests {
    @Test("Pages by offset and by cursor are PostgreSQL's order, with ranks from 1")
    func order() async throws {
        try await TestService.run(users: 1_000) { service in
            let board = try await service.database.board()
            let byCursor = try await service.listAll(limit: 90)
            #expect(byCursor.map(\.entries.count) == Array(repeating: 90, count: 10) + [60])
            #expect(byCursor.flatMap(\.entries).map(\.userID) == board.map(\.member.id))
            #expect(byCursor.flatMap(\.entries).map(\.xp) == board.map(\.xp))
            #expect(byCursor.flatMap(\.entries).map(\.rank) == Array(1...960))
            for page in byCursor { #expect(page.total == 960 && !page.stale) }
            for offset in [Int64(0), 1, 500, 959, 960, 10_000_000] {
                let page = try await service.list(limit: 100, offset: offset)
                #expect(page.entries.map(\.userID) == board.dropFirst(Int(offset)).prefix(100).map(\.member.id))
                #expect(page.entries.first.map { $0.rank == offset + 1 } ?? true)
                #expect((page.nextCursor.readableBytes == 0) == (offset + 100 >= 960))
            }
        }
    }

    @Test("An entry shows its user")
    func profile() async throws {
        try await TestService.run(users: 100) { service in
            let id = try await service.database.userID(6)
            let entry = try #require(try await service.list().entries.first { $0.userID == id })
            #expect(entry.username == "user 6")
            #expect(entry.avatarURL == "https://example.org/6")
            #expect(entry.level == 1)
            #expect(entry.achievementsCount == 0)
            #expect(entry.joinedAt == 1_704_067_200_000_000 + 6 * 31 % 7)
        }
    }

    @Test("as_of is when the index was built, not when the page was read")
    func asOf() async throws {
        try await TestService.run(users: 100) { service in
            let first = try await service.list().asOf
            #expect(try await service.list().asOf == first)
            _ = try await service.builder.build()
            #expect(try await service.list().asOf > first)
        }
    }

    @Test("Whoever was deleted since the index was built is on no page, and the ranks of the others stay")
    func deleted() async throws {
        try await TestService.run(users: 100) { service in
            let board = try await service.database.board()
            try await service.database.owner.execute(
                script: "UPDATE leaderboard.users SET deleted_at = now() WHERE id = '\(board[3].member.id)'",
                deadline: .soon)
            let page = try await service.list(limit: 10)
            #expect(page.entries.map(\.rank) == [1, 2, 3, 5, 6, 7, 8, 9, 10])
            #expect(page.entries.map(\.userID) == (board[..<3] + board[4..<10]).map(\.member.id))
            let next = try await service.list(limit: 10, cursor: page.nextCursor)
            #expect(next.entries.first?.rank == 11)
        }
    }

    @Test("What can't be asked for is INVALID_ARGUMENT and names the field")
    func refusals() async throws {
        try await TestService.run(users: 10) { service in
            let garbage = ByteBuffer(string: "garbage")
            let refusals: [(() async throws -> LeaderboardV1.ListEntriesResponse, String)] = [
                ({ try await service.list(board: "weekly") }, "board"),
                ({ try await service.list(board: "") }, "board"),
                ({ try await service.list(limit: 0) }, "limit"), ({ try await service.list(limit: 101) }, "limit"),
                ({ try await service.list(limit: .min) }, "limit"),
                ({ try await service.list(offset: -1) }, "offset"),
                ({ try await service.list(offset: .max) }, "offset"),
                ({ try await service.list(cursor: garbage) }, "cursor"),
            ]
            for (call, field) in refusals {
                let error = await #expect(throws: Status.self) { _ = try await call() }
                #expect(error?.code == .invalidArgument)
                #expect(error?.message.hasPrefix(field) == true)
            }
        }
    }
}
