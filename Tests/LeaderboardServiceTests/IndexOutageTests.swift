import FoundationEssentials
import Messages
import RPC
import Stubs
import Testing

@testable import LeaderboardService

@Suite(.timeLimit(.minutes(2))) struct IndexOutageTests {
    @Test("Without Redis the same pages come from PostgreSQL, marked stale")
    func stopped() async throws {
        try await TestService.run(users: 1_000) { service in
            let before = try await service.listAll(limit: 90)
            try service.redis.stop()
            let after = try await service.listAll(limit: 90)
            for (before, after) in zip(before, after) {
                #expect(after.stale && !before.stale)
                #expect(after.total == before.total)
                #expect(after.asOf > before.asOf)
                #expect(after.entries.map(\.rank) == before.entries.map(\.rank))
                #expect(after.entries.map(\.userID) == before.entries.map(\.userID))
                #expect(after.entries.map(\.xp) == before.entries.map(\.xp))
                #expect(after.nextCursor == before.nextCursor)
            }
            #expect(after.count == before.count)
            for offset in [Int64(0), 500, 959, 960, 10_000] {
                let page = try await service.list(limit: 100, offset: offset)
                #expect(
                    page.stale && page.entries.map(\.rank) == Array((offset + 1)...(offset + 100)).filter { $0 <= 960 })
            }
        }
    }

    @Test("A listing that was begun with Redis goes on without it, and the other way round")
    func switching() async throws {
        try await TestService.run(users: 500) { service in
            let board = try await service.database.board()
            let first = try await service.list(limit: 100)
            try service.redis.stop()
            let second = try await service.list(limit: 100, cursor: first.nextCursor)
            try service.redis.start()
            var third = try await service.list(limit: 100, cursor: second.nextCursor)
            while third.stale {
                _ = try? await service.builder.build()
                third = try await service.list(limit: 100, cursor: second.nextCursor)
            }
            #expect(second.stale)
            #expect([first, second, third].flatMap(\.entries).map(\.userID) == board[..<300].map(\.member.id))
            #expect([first, second, third].flatMap(\.entries).map(\.rank) == Array(1...300))
        }
    }

    @Test("Without Redis a deep offset and ranks are UNAVAILABLE and say why")
    func unavailable() async throws {
        try await TestService.run(users: 10) { service in
            try service.redis.stop()
            let offset = await #expect(throws: Status.self) { _ = try await service.list(offset: 10_001) }
            #expect(offset?.code == .unavailable)
            #expect(offset?.message == "the ranking index is away; without it an offset is at most 10000")
            let ranks = await #expect(throws: Status.self) { _ = try await service.ranks([UUID()]) }
            #expect(ranks?.code == .unavailable)
            #expect(ranks?.message.contains("ranking index") == true)
        }
    }

    @Test("A Redis that does not answer holds no page up, not even one that has no deadline")
    func stalled() async throws {
        try await TestService.run(users: 100, indexTimeout: .milliseconds(250)) { service in
            let before = try await service.list()
            try service.redis.send(signal: "STOP")
            let after = try await service.client.list(deadline: .distantFuture)
            #expect(after.stale)
            #expect(after.entries.map(\.userID) == before.entries.map(\.userID))
            try service.redis.send(signal: "CONT")
        }
    }

    @Test("Where no Redis is configured, pages come from PostgreSQL and ranks say why not")
    func withoutRedis() async throws {
        let database = try await TestDatabase.make()
        try await database.addUsers(100)
        let client = try LeaderboardServiceClient(store: LeaderboardStore(postgres: database.service), index: nil)
        let page = try await client.list()
        #expect(page.stale && page.entries.count == 96)
        let error = await #expect(throws: Status.self) {
            let request = LeaderboardV1.BatchGetRanksRequest.make { $0.board = "global" }
            _ = try await client.batchGetRanks(request, options: .test)
        }
        #expect(error?.code == .unavailable)
    }

    @Test("An index that was lost serves nothing wrong: pages come from PostgreSQL until it is built again")
    func lost() async throws {
        try await TestService.run(users: 100) { service in
            try await service.builder.index.command("FLUSHALL")
            let stale = try await service.list()
            #expect(stale.stale && stale.entries.count == 96)
            let error = await #expect(throws: Status.self) { _ = try await service.ranks([UUID()]) }
            #expect(error?.code == .unavailable)
            _ = try await service.builder.build()
            let page = try await service.list()
            #expect(!page.stale)
        }
    }
}
