import FoundationEssentials
import Messages

extension BoardRanks {
    /// Writes a user's rank; who is not on the board has none.
    func write(_ rank: Rank?, of userID: UUID, to draft: borrowing LeaderboardV1.Rank.Draft) {
        draft.userID = userID
        guard let rank else { return }
        draft.rank = rank.rank
        draft.xp = rank.xp
        draft.percentile = percentile(of: rank)
    }
}
