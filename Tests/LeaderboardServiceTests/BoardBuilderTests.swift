import FoundationEssentials
import NIOCore
import Postgres
import Redis
import Testing

@testable import LeaderboardService

@Suite struct BoardBuilderTests {
    @Test("A board is built from PostgreSQL in its order, without those who are deleted or not active")
    func build() async throws {
        try await withBuilder(users: 12_000) { builder, database in
            var progress: [Int] = []
            let count = try await builder.build { done, total in
                #expect(total == 11_520)
                progress.append(done)
            }
            #expect(count == 11_520)
            #expect(progress == [5_000, 10_000, 11_520])
            #expect(try await builder.index.places() == database.board())
        }
    }

    @Test("Building again replaces the board, and leaves nothing behind but the board")
    func rebuild() async throws {
        try await withBuilder(users: 100) { builder, database in
            _ = try await builder.build()
            let before = try #require(try await builder.index.page(offset: 0, limit: 1, deadline: .soon))
            try await database.owner.execute(
                script: "UPDATE leaderboard.users SET xp = 1000 - xp; DELETE FROM leaderboard.users WHERE xp > 1000",
                deadline: .soon)
            _ = try await builder.build()
            #expect(try await builder.index.places() == database.board())
            let after = try #require(try await builder.index.page(offset: 0, limit: 1, deadline: .soon))
            #expect(after.asOfMicroseconds > before.asOfMicroseconds)
            let keys = BoardKeys(board: builder.index.board)
            #expect(Set(try await builder.index.allKeys()) == [keys.ranking, keys.joined])
            for key in [keys.ranking, keys.joined] {
                #expect(try await builder.index.command("PTTL", key) == .integer(-1))
            }
        }
    }

    @Test("An empty board is built, and is not a missing one")
    func empty() async throws {
        try await withBuilder(users: 0) { builder, database in
            #expect(try await builder.build() == 0)
            #expect(try await builder.index.page(offset: 0, limit: 10, deadline: .soon)?.total == 0)
            try await database.addUsers(10)
            #expect(try await builder.build() == 8)
            #expect(try await builder.index.page(offset: 0, limit: 10, deadline: .soon)?.total == 8)
        }
    }

    @Test("While one builds, another is refused, and the board from before is served")
    func twoBuilders() async throws {
        try await withBuilder(users: 100) { builder, _ in
            _ = try await builder.build()
            let places = BoardPlace.random(10, seed: 20)
            let other = try await BoardConstruction(of: builder.index)
            try await other.add(places)
            await #expect(throws: BoardBuildError.anotherBuilds) { try await builder.build() }
            #expect(try await builder.index.places().count == 96)
            try await other.publish(userCount: 10, asOfMicroseconds: 1)
            #expect(try await builder.index.places() == places.sorted(by: BoardPlace.isInFront))
        }
    }

    @Test("Many builders at once: those who are refused do no harm to the one that builds")
    func manyBuilders() async throws {
        try await withBuilder(users: 12_000) { builder, database in
            let failures = await withTaskGroup { group in
                for _ in 0..<8 {
                    group.addTask { await Result { try await builder.build() }.failure }
                }
                return await group.reduce(into: [any Error]()) { failures, failure in
                    if let failure { failures.append(failure) }
                }
            }
            #expect(failures.count < 8)
            #expect(failures.allSatisfy { $0 as? BoardBuildError == .anotherBuilds })
            let board = try await database.board()
            #expect(try await builder.index.places() == board)
        }
    }

    @Test("A builder that dies leaves the old board and expiring parts; when its lock is gone another builds")
    func death() async throws {
        try await withBuilder(users: 100) { builder, database in
            _ = try await builder.build()
            let dead = try await BoardConstruction(of: builder.index)
            try await dead.add(BoardPlace.random(10, seed: 21))
            #expect(try await builder.index.places().count == 96)
            let served = BoardKeys(board: builder.index.board)
            for key in try await builder.index.allKeys() where key != served.ranking && key != served.joined {
                let milliseconds = try #require(try await builder.index.command("PTTL", key).integer)
                #expect((1...60_000).contains(milliseconds))
            }
            try await builder.index.command("DEL", BoardKeys.lock(board: builder.index.board))
            #expect(try await builder.build() == 96)
            #expect(try await builder.index.places() == database.board())
        }
    }

    @Test("A builder that was silent for too long can neither go on nor disturb the one that took over")
    func lateBuilder() async throws {
        try await withIndex { index in
            let places = BoardPlace.random(10, seed: 22)
            let late = try await BoardConstruction(of: index)
            try await late.add(places)
            try await index.command("DEL", BoardKeys.lock(board: index.board))
            let other = try await BoardConstruction(of: index)
            await #expect(throws: BoardBuildError.anotherBuilds) { try await late.add(places) }
            await #expect(throws: BoardBuildError.anotherBuilds) {
                try await late.publish(userCount: 10, asOfMicroseconds: 1)
            }
            await late.abandon()
            try await other.add(places)
            try await other.publish(userCount: 10, asOfMicroseconds: 1)
            #expect(try await index.places().count == 10)
        }
    }

    @Test("A board of which Redis evicted a part while it was built is not published", arguments: [true, false])
    func evictedWhileBuilt(ranking: Bool) async throws {
        try await withIndex { index in
            let construction = try await BoardConstruction(of: index)
            let places = BoardPlace.random(10, seed: 23)
            try await construction.add(Array(places[..<5]))
            let suffix = ranking ? ":ranking" : ":joined"
            for key in try await index.allKeys() where String(buffer: key).hasSuffix(suffix) {
                try await index.command("DEL", key)
            }
            try await construction.add(Array(places[5...]))
            await #expect(throws: BoardBuildError.evicted) {
                try await construction.publish(userCount: 10, asOfMicroseconds: 1)
            }
            #expect(try await !index.isBuilt(deadline: .soon))
        }
    }

    @Test("A build that fails takes away what it built, and the next one works at once")
    func failure() async throws {
        try await withBuilder(users: 100) { builder, database in
            try await database.owner.execute(
                script: "ALTER TABLE leaderboard.board_counts RENAME TO away", deadline: .soon)
            await #expect(throws: PostgresError.self) { _ = try await builder.build() }
            let keys = try await builder.index.allKeys()
            #expect(keys.isEmpty)
            try await database.owner.execute(
                script: "ALTER TABLE leaderboard.away RENAME TO board_counts", deadline: .soon)
            let count = try await builder.build()
            #expect(count == 96)
        }
    }

    @Test("A build that is cancelled publishes nothing, and what it leaves behind goes away by itself")
    func cancellation() async throws {
        try await withBuilder(users: 12_000) { builder, _ in
            let build = Task { try await builder.build { _, _ in withUnsafeCurrentTask { $0?.cancel() } } }
            await #expect(throws: (any Error).self) { _ = try await build.value }
            let keys = try await builder.index.allKeys()
            for key in keys {
                let milliseconds = try #require(try await builder.index.command("PTTL", key).integer)
                #expect((1...60_000).contains(milliseconds))
            }
            let isBuilt = try await builder.index.isBuilt(deadline: .soon)
            #expect(!isBuilt)
        }
    }

    @Test("The board is true for one moment, even if users move while it is read")
    func snapshot() async throws {
        let database = try await TestDatabase.make()
        try await database.addUsers(1_000)
        let before = try await database.board()
        let store = LeaderboardStore(postgres: database.service)
        let read = try await store.snapshot { snapshot in
            var places = try await snapshot.places(after: nil, limit: 500)
            try await database.owner.execute(
                script: "UPDATE leaderboard.users SET xp = 100 - xp", deadline: .soon)
            while case let more = try await snapshot.places(after: places.last, limit: 500), !more.isEmpty {
                places += more
            }
            #expect(snapshot.total == before.count)
            return places
        }
        #expect(read == before)
    }
}

/// A builder of a board of the test's own.
private func withBuilder(
    users: Int, _ body: (BoardBuilder, TestDatabase) async throws -> Void
) async throws {
    let database = try await TestDatabase.make()
    if users > 0 { try await database.addUsers(users) }
    try await withIndex { index in
        try await body(BoardBuilder(index: index, store: LeaderboardStore(postgres: database.service)), database)
    }
}

extension RankingIndex {
    /// The whole board.
    fileprivate func places() async throws -> [BoardPlace] {
        try #require(try await page(offset: 0, limit: 100_000, deadline: .soon)).places
    }

    /// The names of all keys of the board.
    fileprivate func allKeys() async throws -> [ByteBuffer] {
        try await command("KEYS", ByteBuffer(string: "*{board:\(board)}*")).array?.compactMap(\.string) ?? []
    }
}
