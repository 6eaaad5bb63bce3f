import FoundationEssentials

/// Where several users stand on a board, and who stands around them.
struct BoardStandings: Equatable {
    /// Whom to look for.
    struct Query {
        let userID: UUID
        /// How many to show, with the user; 0 for the rank alone.
        let limit: Int
    }

    /// Where one user stands.
    struct Standing: Equatable {
        let rank: BoardRanks.Rank
        /// The ranks to show, which may end behind the board.
        let around: Range<Int64>
    }

    /// Places in a row.
    struct Run: Equatable {
        /// From 1.
        let firstRank: Int64
        let places: [BoardPlace]
    }

    /// For which moment it is true, since 1970.
    let asOfMicroseconds: Int64
    /// Users on the board.
    let total: Int64
    /// In the order of the queries; nil for users who are not on the board.
    let standings: [Standing?]
    /// All that is around any of the users, each place once, by rank.
    let runs: [Run]

    var ranks: BoardRanks {
        BoardRanks(asOfMicroseconds: asOfMicroseconds, total: total, ranks: standings.map { $0?.rank })
    }
}
