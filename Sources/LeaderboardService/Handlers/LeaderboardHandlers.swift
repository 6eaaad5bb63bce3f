import FoundationEssentials
import Loader
import Logging
import Messages
import NIOCore
import RPC
import Redis
import Stubs

/// Answers the calls of `lyceum.leaderboard.v1.LeaderboardService`.
struct LeaderboardHandlers: LeaderboardServiceHandler {
    static let batchLimit = 512
    static let ranksLimit = 100
    /// How long the ranking index may take before a page comes from PostgreSQL.
    static let indexTimeout = TimeAmount.milliseconds(500)

    let users: UserLoader
    let board: Board

    func batchGetUsers(
        _ request: LeaderboardV1.BatchGetUsersRequest, context: CallContext
    ) async throws -> LeaderboardV1.BatchGetUsersResponse {
        let ids = try checked(request.ids, "ids", atMost: Self.batchLimit)
        let found = try await users.load(ids, deadline: context.deadline)
        return try .make { response in
            for case .some(let user) in found {
                try response.addUsers { try user.write(to: $0) }
            }
        }
    }

    func listEntries(
        _ request: LeaderboardV1.ListEntriesRequest, context: CallContext
    ) async throws -> LeaderboardV1.ListEntriesResponse {
        try checkBoard(request.board)
        guard (1...100).contains(request.limit) else { throw Status.invalid("limit must be 1 to 100") }
        guard request.offset >= 0 else { throw Status.invalid("offset must not be negative") }
        let start: Board.Start
        if request.cursor.readableBytes > 0 {
            guard let position = BoardPosition(cursor: request.cursor) else {
                throw Status.invalid("cursor is not one of this board")
            }
            start = .after(position)
        } else {
            start = .offset(request.offset)
        }
        let (page, isStale) = try await board.page(start, limit: Int(request.limit), deadline: context.deadline)
        let profiles = try await users.load(page.places.map(\.member.id), deadline: context.deadline)
        return try .make { response in
            response.total = page.total
            response.asOf = .now
            response.stale = isStale
            response.nextCursor = page.nextCursor
            for (index, (place, user)) in zip(page.places, profiles).enumerated() {
                // A user who was deleted a moment ago is on the index still, but on no answer.
                guard let user else { continue }
                try response.addEntries { entry in
                    entry.rank = page.firstRank + Int64(index)
                    entry.xp = place.xp
                    try user.write(to: entry)
                }
            }
        }
    }

    func batchGetRanks(
        _ request: LeaderboardV1.BatchGetRanksRequest, context: CallContext
    ) async throws -> LeaderboardV1.BatchGetRanksResponse {
        try checkBoard(request.board)
        let ids = try checked(request.userIDs, "user_ids", atMost: Self.ranksLimit)
        let (total, ranks) = try await board.ranks(of: ids, deadline: context.deadline)
        return .make { response in
            response.total = total
            response.asOf = .now
            for (id, rank) in zip(ids, ranks) {
                response.addRanks { draft in
                    draft.userID = id
                    draft.rank = rank?.rank
                    draft.xp = rank?.xp ?? 0
                    draft.percentile = rank.map { Double(total - $0.rank) / Double(total) * 100 } ?? 0
                }
            }
        }
    }

    private func checkBoard(_ name: String) throws(Status) {
        guard name == Board.name else { throw .invalid("board must be: \(Board.name)") }
    }

    private func checked(_ ids: RepeatedUUIDs, _ field: String, atMost limit: Int) throws(Status) -> [UUID] {
        guard ids.count <= limit else { throw .invalid("\(field) has \(ids.count) ids; \(limit) are allowed") }
        return Array(ids)
    }
}

extension Status {
    static func invalid(_ message: String) -> Status {
        Status(code: .invalidArgument, message: message)
    }
}

extension Int64 {
    /// Microseconds since 1970.
    fileprivate static var now: Int64 {
        Int64(Date.now.timeIntervalSince1970 * 1_000_000)
    }
}
