import FoundationEssentials
import Messages
import RPC
import ServiceKit
import ServiceStores
import Stubs

/// Answers the calls of `lyceum.leaderboard.v1.LeaderboardService`.
struct LeaderboardHandlers: LeaderboardServiceHandler {
    static let usersLimit = 512
    static let ranksLimit = 100

    let users: UserLoader
    let board: Board
    let store: LeaderboardStore
    let identities: IdentityVerifier

    func batchGetUsers(
        _ request: LeaderboardV1.BatchGetUsersRequest, context: CallContext
    ) async throws -> LeaderboardV1.BatchGetUsersResponse {
        let ids = try checked(request.ids, "ids", atMost: Self.usersLimit)
        return try await answer {
            let found = try await users.load(ids, deadline: context.deadline)
            return try .make { response in
                for case .some(let user) in found {
                    try response.addUsers { try user.write(to: $0) }
                }
            }
        }
    }

    func listEntries(
        _ request: LeaderboardV1.ListEntriesRequest, context: CallContext
    ) async throws -> LeaderboardV1.ListEntriesResponse {
        let query = try BoardQuery(request)
        return try await answer {
            let (page, isStale) = try await board.page(query.start, limit: query.limit, deadline: context.deadline)
            let profiles = try await users.load(page.places.map(\.member.id), deadline: context.deadline)
            return try .make { response in
                response.total = page.total
                response.asOf = page.asOfMicroseconds
                response.stale = isStale
                response.nextCursor = page.nextCursor
                for (index, (place, user)) in zip(page.places, profiles).enumerated() {
                    // Whoever was deleted since the index was built is on it still, but on no answer.
                    guard let user else { continue }
                    try response.addEntries { entry in
                        entry.rank = page.firstRank + Int64(index)
                        entry.xp = place.xp
                        try user.write(to: entry)
                    }
                }
            }
        }
    }

    func batchGetRanks(
        _ request: LeaderboardV1.BatchGetRanksRequest, context: CallContext
    ) async throws -> LeaderboardV1.BatchGetRanksResponse {
        try Board.check(name: request.board)
        let ids = try checked(request.userIDs, "user_ids", atMost: Self.ranksLimit)
        let ranks = try await board.ranks(of: ids, deadline: context.deadline)
        return .make { response in
            response.total = ranks.total
            response.asOf = ranks.asOfMicroseconds
            for (id, rank) in zip(ids, ranks.ranks) {
                response.addRanks { ranks.write(rank, of: id, to: $0) }
            }
        }
    }

    private func checked(_ ids: RepeatedUUIDs, _ field: String, atMost limit: Int) throws(Status) -> [UUID] {
        guard ids.count <= limit else {
            throw .badRequest(field, "has \(ids.count) ids; at most \(limit) are allowed")
        }
        return Array(ids)
    }
}
