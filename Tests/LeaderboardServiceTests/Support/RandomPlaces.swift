import FoundationEssentials
import TestSupport

@testable import LeaderboardService

extension BoardMember {
    /// Any member; few distinct moments, so that ids decide often.
    static func random(using generator: inout SplitMix64) -> BoardMember {
        let moments: [Int64] = [0, 1, 255, 256, 1 << 40, 1_700_000_000_000_000, .max]
        return BoardMember(
            id: .random(using: &generator), joinedAtMicroseconds: moments.randomElement(using: &generator) ?? 0)
    }
}

extension UUID {
    static func random(using generator: inout SplitMix64) -> UUID {
        var bytes: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        withUnsafeMutableBytes(of: &bytes) { place in
            for index in place.indices { place[index] = UInt8.random(in: 0...255, using: &generator) }
        }
        return UUID(uuid: bytes)
    }
}

extension BoardPlace {
    /// Users with XP of all signs, most of them tied with many.
    static func random(_ count: Int, seed: UInt64) -> [BoardPlace] {
        var generator = SplitMix64(state: seed)
        let xp: [Int64] = [-(1 << 53), -3, -1, 0, 1, 2, 100, 1_000_000, (1 << 53) - 1, 1 << 53]
        return (0..<count).map { _ in
            BoardPlace(
                member: .random(using: &generator), xp: xp.randomElement(using: &generator) ?? 0)
        }
    }

    /// The board's order as it is defined: XP descending, created_at ascending, id ascending.
    static func isInFront(_ one: BoardPlace, _ other: BoardPlace) -> Bool {
        if one.xp != other.xp { return one.xp > other.xp }
        if one.member.joinedAtMicroseconds != other.member.joinedAtMicroseconds {
            return one.member.joinedAtMicroseconds < other.member.joinedAtMicroseconds
        }
        return one.member.id.uuidString < other.member.id.uuidString
    }
}
