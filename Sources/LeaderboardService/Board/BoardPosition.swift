import FoundationEssentials
import NIOCore

/// Where a page ended: what a cursor of a board holds.
struct BoardPosition: Hashable {
    private static let version: UInt8 = 1

    let xp: Int64
    let member: BoardMember
    /// The rank that the entry had, for pages that come from PostgreSQL.
    let rank: Int64

    var cursor: ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeMultipleIntegers(Self.version, xp, member.joinedAtMicroseconds, rank)
        buffer.write(member.id)
        return buffer
    }

    init(xp: Int64, member: BoardMember, rank: Int64) {
        self.xp = xp
        self.member = member
        self.rank = rank
    }

    /// Nil where the bytes are no cursor of this version.
    init?(cursor: ByteBuffer) {
        var buffer = cursor
        guard let (version, xp, joined, rank) = buffer.readMultipleIntegers(as: (UInt8, Int64, Int64, Int64).self),
            version == Self.version, rank > 0, let id = buffer.readUUID(), buffer.readableBytes == 0
        else { return nil }
        self.init(xp: xp, member: BoardMember(id: id, joinedAtMicroseconds: joined), rank: rank)
    }
}
