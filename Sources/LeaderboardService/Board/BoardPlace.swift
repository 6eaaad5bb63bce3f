/// One user's place on a board, before the profile is known.
struct BoardPlace: Hashable {
    /// What the score of a sorted set holds exactly.
    static let exactXP: ClosedRange<Int64> = -(1 << 53)...(1 << 53)

    let member: BoardMember
    let xp: Int64
}
