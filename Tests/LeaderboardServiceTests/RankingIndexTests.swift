import Foundation
import NIOCore
import Redis
import TestSupport
import Testing

@testable import LeaderboardService

/// The scripts, on a real Redis.
@Suite struct RankingIndexTests {
    @Test("10,000 users with many ties come in exactly the board's order, by offset and by cursor")
    func order() async throws {
        let places = BoardPlace.random(10_000, seed: 5)
        let expected = places.sorted(by: BoardPlace.isInFront)
        try await withIndex { index in
            try await index.build(places, asOfMicroseconds: 1_700_000_000_000_000)
            var byOffset: [BoardPlace] = []
            for offset in stride(from: Int64(0), to: 10_000, by: 97) {
                let page = try #require(try await index.page(offset: offset, limit: 97, deadline: .soon))
                #expect(page.total == 10_000 && page.firstRank == offset + 1)
                #expect(page.asOfMicroseconds == 1_700_000_000_000_000)
                #expect(page.isLast == (offset + 97 >= 10_000))
                byOffset += page.places
            }
            #expect(byOffset == expected)

            var byCursor: [BoardPlace] = []
            var page = try #require(try await index.page(offset: 0, limit: 100, deadline: .soon))
            byCursor += page.places
            while let position = BoardPosition(cursor: page.nextCursor) {
                page = try #require(try await index.page(after: position, limit: 100, deadline: .soon))
                #expect(page.firstRank == Int64(byCursor.count) + 1)
                byCursor += page.places
            }
            #expect(byCursor == expected)
        }
    }

    @Test("A page goes on behind a position whose user has left the board")
    func positionOfOneWhoLeft() async throws {
        let places = BoardPlace.random(2_000, seed: 6).sorted(by: BoardPlace.isInFront)
        let gone = Set(stride(from: 0, to: places.count, by: 3))
        let rest = places.indices.filter { !gone.contains($0) }.map { places[$0] }
        try await withIndex { index in
            try await index.build(places)
            for number in gone { try await index.remove(places[number]) }
            for number in gone {
                let position = BoardPosition(place: places[number], rank: Int64(number + 1))
                let page = try #require(try await index.page(after: position, limit: 5, deadline: .soon))
                let inFront = number - number / 3
                #expect(page.firstRank == Int64(inFront + 1))
                #expect(page.places == Array(rest[inFront...].prefix(5)))
            }
        }
    }

    @Test(
        "A page goes on behind a position whose user has moved up or down since",
        arguments: [-(1 << 53), 1 << 53] as [Int64])
    func positionOfOneWhoMoved(newXP: Int64) async throws {
        // Nobody has the highest or lowest XP but those who move there.
        let places = BoardPlace.random(1_000, seed: 7).filter { abs($0.xp) < 1 << 53 }.sorted(by: BoardPlace.isInFront)
        try await withIndex { index in
            try await index.build(places)
            let number = places.count / 2
            try await index.move(places[number], to: newXP)
            let position = BoardPosition(place: places[number], rank: Int64(number + 1))
            let page = try #require(try await index.page(after: position, limit: 10, deadline: .soon))
            #expect(page.places == Array(places[(number + 1)...].prefix(10)))
            #expect(page.firstRank == Int64(newXP > 0 ? number + 2 : number + 1))
        }
    }

    @Test("A position in front of all or behind all gives the first page or an empty one")
    func positionsBeyondTheEnds() async throws {
        let places = BoardPlace.random(10, seed: 8).sorted(by: BoardPlace.isInFront)
        try await withIndex { index in
            try await index.build(places.filter { abs($0.xp) < 1 << 53 })
            let inFront = BoardPosition(place: BoardPlace(member: .joined(0), xp: 1 << 53), rank: 1)
            let first = try #require(try await index.page(after: inFront, limit: 100, deadline: .soon))
            #expect(first.firstRank == 1 && first.places == places.filter { abs($0.xp) < 1 << 53 } && first.isLast)
            let behind = BoardPosition(place: BoardPlace(member: .joined(.max), xp: -(1 << 53)), rank: 1)
            let last = try #require(try await index.page(after: behind, limit: 100, deadline: .soon))
            #expect(last.places.isEmpty && last.isLast && last.nextCursor.readableBytes == 0)
        }
    }

    @Test("An offset at or beyond the end gives an empty last page", arguments: [10, 11, 1 << 53] as [Int64])
    func offsetsBeyondTheEnd(offset: Int64) async throws {
        try await withIndex { index in
            try await index.build(BoardPlace.random(10, seed: 9))
            let page = try #require(try await index.page(offset: offset, limit: 100, deadline: .soon))
            #expect(page.places.isEmpty && page.total == 10 && page.isLast)
        }
    }

    @Test("Ranks of many come in the order asked; users who are not on the board have none")
    func ranks() async throws {
        let places = BoardPlace.random(3_000, seed: 10).sorted(by: BoardPlace.isInFront)
        var generator = SplitMix64(state: 11)
        try await withIndex { index in
            try await index.build(places, asOfMicroseconds: 42)
            for _ in 0..<50 {
                let numbers = (0..<100).map { _ in Int.random(in: 0..<3_500, using: &generator) }
                let ids = numbers.map { $0 < 3_000 ? places[$0].member.id : UUID() }
                let answer = try #require(try await index.ranks(of: ids, deadline: .soon))
                #expect(answer.total == 3_000 && answer.asOfMicroseconds == 42)
                let expected = numbers.map { number in
                    number < 3_000 ? BoardRanks.Rank(rank: Int64(number + 1), xp: places[number].xp) : nil
                }
                #expect(answer.ranks == expected)
            }
            let none = try #require(try await index.ranks(of: [], deadline: .soon))
            #expect(none.total == 3_000 && none.ranks.isEmpty)
        }
    }

    @Test("What is around users comes in runs that neither overlap nor touch, and holds all that each asked for")
    func standings() async throws {
        let places = BoardPlace.random(1_000, seed: 13).sorted(by: BoardPlace.isInFront)
        var generator = SplitMix64(state: 14)
        try await withIndex { index in
            try await index.build(places)
            for count in [1, 2, 5, 16] {
                let numbers = (0..<count).map { _ in Int.random(in: 0..<1_000, using: &generator) }
                let queries = numbers.map { number in
                    BoardStandings.Query(
                        userID: places[number].member.id, limit: Int.random(in: 0...60, using: &generator))
                }
                let answer = try #require(try await index.standings(of: queries, deadline: .soon))
                var expected = IndexSet()
                for (number, query) in zip(numbers, queries) where query.limit > 0 {
                    let first = max(0, number - query.limit / 2)
                    expected.insert(integersIn: first..<min(first + query.limit, 1_000))
                }
                #expect(
                    answer.runs
                        == expected.rangeView.map {
                            .init(firstRank: Int64($0.lowerBound + 1), places: Array(places[$0]))
                        })
                for (standing, (number, query)) in zip(answer.standings, zip(numbers, queries)) {
                    let first = Int64(max(0, number - query.limit / 2) + 1)
                    #expect(standing?.around == first..<first + Int64(query.limit))
                    #expect(standing?.rank == BoardRanks.Rank(rank: Int64(number + 1), xp: places[number].xp))
                }
            }
        }
    }

    @Test("A board that was not built answers nothing, which an empty board does not")
    func notBuilt() async throws {
        let position = BoardPosition(place: BoardPlace(member: .joined(1), xp: 1), rank: 1)
        try await withIndex { index in
            #expect(try await index.page(offset: 0, limit: 1, deadline: .soon) == nil)
            #expect(try await index.page(after: position, limit: 1, deadline: .soon) == nil)
            #expect(try await index.ranks(of: [UUID()], deadline: .soon) == nil)
            #expect(try await !index.isBuilt(deadline: .soon))

            try await index.build([])
            #expect(try await index.isBuilt(deadline: .soon))
            #expect(try await index.page(offset: 0, limit: 1, deadline: .soon)?.total == 0)
            #expect(try await index.page(after: position, limit: 1, deadline: .soon)?.places == [])
            #expect(try await index.ranks(of: [UUID()], deadline: .soon)?.ranks == [nil])
        }
    }

    @Test("A board of which Redis has evicted one half is not served", arguments: [true, false])
    func evicted(ranking: Bool) async throws {
        try await withIndex { index in
            try await index.build(BoardPlace.random(10, seed: 12))
            let keys = BoardKeys(board: index.board)
            try await index.command("DEL", ranking ? keys.ranking : keys.joined)
            #expect(try await index.page(offset: 0, limit: 1, deadline: .soon) == nil)
            #expect(try await index.ranks(of: [], deadline: .soon) == nil)
        }
    }

    @Test("The share ranked below is 0 for the last and for one who is alone")
    func percentile() {
        func percentile(_ rank: Int64, of total: Int64) -> Double {
            BoardRanks(asOfMicroseconds: 0, total: total, ranks: []).percentile(of: .init(rank: rank, xp: 0))
        }
        #expect(percentile(1, of: 1) == 0)
        #expect(percentile(200, of: 200) == 0)
        #expect(percentile(1, of: 200) == 99.5)
        #expect(percentile(100, of: 200) == 50)
    }
}
