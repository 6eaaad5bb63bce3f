import FoundationEssentials
import NIOCore
import TestSupport
import Testing

@testable import LeaderboardService

@Suite struct BoardPositionTests {
    @Test("A position is read back from its cursor")
    func roundTrip() {
        for (index, place) in BoardPlace.random(1_000, seed: 3).enumerated() {
            let position = BoardPosition(place: place, rank: Int64(index + 1))
            #expect(BoardPosition(cursor: position.cursor) == position)
        }
    }

    @Test("A cursor that was cut, prolonged or made by another version is none")
    func malformed() {
        let cursor = BoardPosition(place: BoardPlace(member: .joined(7), xp: 5), rank: 9).cursor
        for length in 0..<cursor.readableBytes {
            #expect(BoardPosition(cursor: cursor.getSlice(at: 0, length: length) ?? cursor) == nil)
        }
        var longer = cursor
        longer.writeInteger(UInt8(0))
        #expect(BoardPosition(cursor: longer) == nil)
        var newer = cursor
        newer.setInteger(UInt8(2), at: 0)
        #expect(BoardPosition(cursor: newer) == nil)
    }

    @Test(
        "Numbers that no board has are refused rather than computed with",
        arguments: [
            (.min, 1), (.max, 1), ((1 << 53) + 1, 1), (0, .max), (0, .min), (0, 0), (0, -1),
        ] as [(Int64, Int64)])
    func outOfRange(xp: Int64, rank: Int64) {
        let position = BoardPosition(place: BoardPlace(member: .joined(7), xp: xp), rank: rank)
        #expect(BoardPosition(cursor: position.cursor) == nil)
    }

    @Test("A random cursor never stops the process")
    func randomBytes() {
        var generator = SplitMix64(state: 4)
        for _ in 0..<10_000 {
            var bytes = ByteBuffer(bytes: (0..<41).map { _ in UInt8.random(in: 0...255, using: &generator) })
            bytes.setInteger(UInt8(1), at: 0)
            guard let position = BoardPosition(cursor: bytes) else { continue }
            #expect(position.cursor == bytes)
        }
    }
}

extension BoardMember {
    static func joined(_ microseconds: Int64) -> BoardMember {
        BoardMember(id: UUID(), joinedAtMicroseconds: microseconds)
    }
}
