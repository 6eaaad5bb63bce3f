import FoundationEssentials
import NIOCore
import TestSupport
import Testing

@testable import LeaderboardService

@Suite struct BoardMemberTests {
    @Test("A member is created_at, big-endian, and the id")
    func layout() throws {
        let id = try #require(UUID(uuidString: "00112233-4455-6677-8899-AABBCCDDEEFF"))
        let member = BoardMember(id: id, joinedAtMicroseconds: 0x0102_0304_0506_0708)
        #expect(
            Array(member.bytes.readableBytesView) == [
                1, 2, 3, 4, 5, 6, 7, 8, 0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD,
                0xEE, 0xFF,
            ])
        #expect(Array(member.joinedBytes.readableBytesView) == [1, 2, 3, 4, 5, 6, 7, 8])
    }

    @Test("A member is read back from its bytes")
    func roundTrip() {
        var generator = SplitMix64(state: 1)
        for _ in 0..<1_000 {
            let member = BoardMember.random(using: &generator)
            #expect(BoardMember(member.bytes) == member)
        }
    }

    @Test("The order of the bytes is the order of created_at, then id")
    func order() {
        var generator = SplitMix64(state: 2)
        for _ in 0..<10_000 {
            let (one, other) = (BoardMember.random(using: &generator), BoardMember.random(using: &generator))
            let isInFront = BoardPlace.isInFront(BoardPlace(member: one, xp: 0), BoardPlace(member: other, xp: 0))
            #expect(one.bytes.readableBytesView.lexicographicallyPrecedes(other.bytes.readableBytesView) == isInFront)
        }
    }

    @Test("A time before 1970 is ordered as 1970")
    func beforeTheEpoch() {
        let member = BoardMember(id: UUID(), joinedAtMicroseconds: -1)
        #expect(BoardMember(member.bytes) == BoardMember(id: member.id, joinedAtMicroseconds: 0))
    }

    @Test(
        "Bytes of another length, or a time that would sort behind all others, are no member", arguments: [0, 23, 25])
    func malformed(length: Int) {
        #expect(BoardMember(ByteBuffer(repeating: 0, count: length)) == nil)
        #expect(BoardMember(ByteBuffer(repeating: 0xFF, count: 24)) == nil)
    }
}
