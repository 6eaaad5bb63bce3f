import FoundationEssentials

/// A page of a board before the users' profiles are known.
struct BoardPage: Equatable {
    struct Place: Equatable {
        let member: BoardMember
        let xp: Int64
    }

    /// Users on the board.
    let total: Int64
    /// The rank of the first place, from 1.
    let firstRank: Int64
    let places: [Place]
}
