import NIOCore

/// A page of a board before the users' profiles are known.
struct BoardPage: Equatable {
    /// For which moment the page is true, since 1970.
    let asOfMicroseconds: Int64
    /// Users on the board.
    let total: Int64
    /// The rank of the first place, from 1.
    let firstRank: Int64
    let places: [BoardPlace]
    /// Whether nobody is behind it.
    let isLast: Bool

    /// What the next page begins with; empty on the last page.
    var nextCursor: ByteBuffer {
        guard !isLast, let last = places.last else { return ByteBuffer() }
        return BoardPosition(place: last, rank: firstRank + Int64(places.count) - 1).cursor
    }
}
