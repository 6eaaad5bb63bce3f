import FoundationEssentials
import Metrics
import NIOCore
import RPC
import Redis

/// The global board: pages and ranks from the index, and pages from PostgreSQL while the index is away.
struct Board: Sendable {
    static let name = "global"
    /// How deep an offset may reach in PostgreSQL, which walks all that it skips.
    static let offsetLimitWithoutIndex: Int64 = 10_000

    /// Where a page begins.
    enum Start {
        case offset(Int64)
        case after(BoardPosition)
    }

    /// Nil where there is no Redis.
    private let index: RankingIndex?
    private let store: LeaderboardStore
    private let indexTimeout: TimeAmount
    private let pagesFromIndex = Board.pages(from: "index")
    private let pagesFromPostgres = Board.pages(from: "postgres")

    /// - Parameter indexTimeout: how long the index may take before a page comes from PostgreSQL.
    init(index: RankingIndex?, store: LeaderboardStore, indexTimeout: TimeAmount = .milliseconds(250)) {
        self.index = index
        self.store = store
        self.indexTimeout = indexTimeout
    }

    /// A page; stale when it comes from PostgreSQL.
    ///
    /// - Throws: `PostgresError`, or a `Status` with UNAVAILABLE for what only the index can answer.
    func page(_ start: Start, limit: Int, deadline: NIODeadline) async throws -> (page: BoardPage, isStale: Bool) {
        if let page = await indexedPage(start, limit: limit, deadline: deadline) {
            pagesFromIndex.increment()
            return (page, false)
        }
        pagesFromPostgres.increment()
        switch start {
        case .offset(let offset):
            guard offset <= Self.offsetLimitWithoutIndex else {
                throw Status(
                    code: .unavailable,
                    message:
                        "the ranking index is away; without it an offset is at most \(Self.offsetLimitWithoutIndex)")
            }
            return (try await store.page(offset: offset, limit: limit, deadline: deadline), true)
        case .after(let position):
            return (try await store.page(after: position, limit: limit, deadline: deadline), true)
        }
    }

    /// The ranks of users.
    ///
    /// - Throws: a `Status` with UNAVAILABLE while the index is away, because PostgreSQL can't count ranks in time.
    func ranks(of ids: [UUID], deadline: NIODeadline) async throws(Status) -> BoardRanks {
        try await ranked { (index) throws(RedisError) in try await index.ranks(of: ids, deadline: deadline) }
    }

    /// Where users stand, and who stands around them.
    ///
    /// - Throws: a `Status` with UNAVAILABLE while the index is away.
    func standings(of queries: [BoardStandings.Query], deadline: NIODeadline) async throws(Status) -> BoardStandings {
        try await ranked { (index) throws(RedisError) in try await index.standings(of: queries, deadline: deadline) }
    }

    /// What only the index knows.
    private func ranked<Answer>(
        _ body: (RankingIndex) async throws(RedisError) -> Answer?
    ) async throws(Status) -> Answer {
        do throws(RedisError) {
            if let index, let answer = try await body(index) { return answer }
        } catch {
            switch error.code {
            case .cancelled: throw Status(code: .cancelled, message: "the caller gave up")
            default:
                throw Status(code: .unavailable, message: "the ranking index is away; ranks can't be had without it")
            }
        }
        throw Status(code: .unavailable, message: "the ranking index is not built; ranks can't be had without it")
    }

    /// Nil while the index is away.
    private func indexedPage(_ start: Start, limit: Int, deadline: NIODeadline) async -> BoardPage? {
        guard let index else { return nil }
        let now = NIODeadline.now()
        // Half of the caller's time is left to PostgreSQL.
        let deadline = now + min(indexTimeout, .nanoseconds((deadline - now).nanoseconds / 2))
        switch start {
        case .offset(let offset): return try? await index.page(offset: offset, limit: limit, deadline: deadline)
        case .after(let position): return try? await index.page(after: position, limit: limit, deadline: deadline)
        }
    }

    private static func pages(from source: String) -> Counter {
        Counter(label: "lyceum_leaderboard_pages_total", dimensions: [("source", source)])
    }
}
