import FoundationEssentials
import NIOCore
import Postgres
import RPC
import Redis

/// The global board: pages and ranks from the index, and pages from PostgreSQL while the index is away.
struct Board: Sendable {
    static let name = "global"
    /// How deep an offset may reach in PostgreSQL, which walks all that it skips.
    static let offsetLimit: Int64 = 10_000

    /// Where a page begins.
    enum Start {
        case offset(Int64)
        case after(BoardPosition)
    }

    let index: RankingIndex
    let store: LeaderboardStore

    /// A page; stale when it comes from PostgreSQL.
    ///
    /// - Throws: a `Status`: UNAVAILABLE for what only the index can answer.
    func page(_ start: Start, limit: Int, deadline: NIODeadline) async throws -> (page: BoardPage, isStale: Bool) {
        if let page = await indexed(start, limit: limit, deadline: indexDeadline(deadline)) { return (page, false) }
        switch start {
        case .offset(let offset):
            guard offset <= Self.offsetLimit else {
                throw Status(
                    code: .unavailable,
                    message: "the ranking index is away; without it an offset reaches \(Self.offsetLimit)")
            }
            return (try await store.page(offset: offset, limit: limit, deadline: deadline), true)
        case .after(let position):
            return (try await store.page(after: position, limit: limit, deadline: deadline), true)
        }
    }

    /// The ranks of users, in order; nil for those who are not on the board.
    ///
    /// - Throws: a `Status`: UNAVAILABLE while the index is away, because PostgreSQL can't count ranks in time.
    func ranks(
        of ids: [UUID], deadline: NIODeadline
    ) async throws(Status) -> (total: Int64, ranks: [RankingIndex.Rank?]) {
        guard !ids.isEmpty else { return (0, []) }
        do {
            if let ranks = try await index.ranks(of: ids, deadline: indexDeadline(deadline)) { return ranks }
        } catch  where error.code == .cancelled {
            throw Status(code: .cancelled, message: "the call was cancelled")
        } catch {
            throw Status(code: .unavailable, message: "ranks can't be had while the ranking index is away")
        }
        throw Status(code: .unavailable, message: "ranks can't be had until the ranking index is built")
    }

    private func indexed(_ start: Start, limit: Int, deadline: NIODeadline) async -> BoardPage? {
        do {
            switch start {
            case .offset(let offset): return try await index.page(offset: offset, limit: limit, deadline: deadline)
            case .after(let position): return try await index.page(after: position, limit: limit, deadline: deadline)
            }
        } catch {
            return nil
        }
    }

    private func indexDeadline(_ deadline: NIODeadline) -> NIODeadline {
        min(deadline, .now() + LeaderboardHandlers.indexTimeout)
    }
}

extension BoardPage {
    /// What the next page begins with; empty on the last page.
    var nextCursor: ByteBuffer {
        let lastRank = firstRank + Int64(places.count) - 1
        guard let last = places.last, lastRank < total else { return ByteBuffer() }
        return BoardPosition(xp: last.xp, member: last.member, rank: lastRank).cursor
    }
}
