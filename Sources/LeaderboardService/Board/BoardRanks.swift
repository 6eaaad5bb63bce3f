/// The ranks of several users on a board.
struct BoardRanks: Equatable {
    /// One user's rank.
    struct Rank: Equatable {
        /// From 1.
        let rank: Int64
        let xp: Int64
    }

    /// For which moment the ranks are true, since 1970.
    let asOfMicroseconds: Int64
    /// Users on the board.
    let total: Int64
    /// In the order of the users; nil for those who are not on the board.
    let ranks: [Rank?]

    /// The share of the board that is ranked below the user, 0 to 100: nobody reaches 100, the last has 0.
    func percentile(of rank: Rank) -> Double {
        Double(total - rank.rank) / Double(total) * 100
    }
}
