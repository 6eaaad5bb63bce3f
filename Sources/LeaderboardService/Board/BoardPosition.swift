import NIOCore

/// Where a page ended: what a cursor of a board holds.
struct BoardPosition: Hashable {
    private static let version: UInt8 = 1
    private static let ranks: ClosedRange<Int64> = 1...(1 << 53)

    let place: BoardPlace
    /// The rank that the entry had, for pages that come from PostgreSQL.
    let rank: Int64

    var cursor: ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeMultipleIntegers(Self.version, place.xp, rank)
        buffer.writeImmutableBuffer(place.member.bytes)
        return buffer
    }

    init(place: BoardPlace, rank: Int64) {
        self.place = place
        self.rank = rank
    }

    /// Nil where the bytes are no cursor of this version.
    init?(cursor: ByteBuffer) {
        var buffer = cursor
        guard let (version, xp, rank) = buffer.readMultipleIntegers(as: (UInt8, Int64, Int64).self),
            version == Self.version, BoardPlace.exactXP.contains(xp), Self.ranks.contains(rank),
            let member = BoardMember(buffer)
        else { return nil }
        self.init(place: BoardPlace(member: member, xp: xp), rank: rank)
    }
}
