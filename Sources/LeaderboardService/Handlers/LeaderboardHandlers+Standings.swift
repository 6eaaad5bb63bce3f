import FoundationEssentials
import Messages
import NIOCore
import RPC
import ServiceStores

extension LeaderboardHandlers {
    /// Users of one call: so many that 100 entries around each fit a frame, with addresses of avatars of 2,048 bytes.
    static let standingsLimit = 16
    /// Bytes of usernames and addresses in an answer, 3.75 MiB: the numbers of 1,600 entries take less than what is left
    /// of a frame. Only addresses that are not ASCII, whose characters the database counts, can exceed it.
    private static let textSizeLimit = 15 << 18

    /// One who stands around somebody.
    private struct Neighbour {
        let rank: Int64
        let place: BoardPlace
        let profile: UserRow
    }

    func batchGetStandings(
        _ request: LeaderboardV1.BatchGetStandingsRequest, context: CallContext
    ) async throws -> LeaderboardV1.BatchGetStandingsResponse {
        let queries = try Self.queries(request)
        let standings = try await board.standings(of: queries, deadline: context.deadline)
        let neighbours = try await neighboursIfProfilesAreThere(standings.runs, deadline: context.deadline)
        return try await answer {
            let ranks = standings.ranks
            return try .make { response in
                for (query, standing) in zip(queries, standings.standings) {
                    let around = Self.indices(of: standing?.around ?? 0..<0, in: neighbours ?? [])
                    response.addStandings { draft in
                        draft.setRank { ranks.write(standing?.rank, of: query.userID, to: $0) }
                        draft.firstEntry = Int32(around.lowerBound)
                        draft.entryCount = Int32(around.count)
                    }
                }
                for neighbour in neighbours ?? [] {
                    try response.addEntries { entry in
                        entry.rank = neighbour.rank
                        entry.xp = neighbour.place.xp
                        try neighbour.profile.write(to: entry)
                    }
                }
                response.entriesMissing = neighbours == nil
            }
        }
    }

    private static func queries(
        _ request: LeaderboardV1.BatchGetStandingsRequest
    ) throws(Status) -> [BoardStandings.Query] {
        try Board.check(name: request.board)
        let count = request.queries.count
        guard count <= standingsLimit else {
            throw .badRequest("queries", "has \(count) users; at most \(standingsLimit) are allowed")
        }
        return try request.queries.map { (query) throws(Status) in
            guard BoardQuery.limits.contains(query.limit) else { throw .badRequest("limit", "must be 1 to 100") }
            return BoardStandings.Query(userID: query.userID, limit: Int(query.limit))
        }
    }

    /// Nil where the profiles can't be had in half of the time, or would not fit a frame: what Redis has told of ranks is
    /// worth an answer without.
    private func neighboursIfProfilesAreThere(
        _ runs: [BoardStandings.Run], deadline: NIODeadline
    ) async throws(Status) -> [Neighbour]? {
        let now = NIODeadline.now()
        let deadline = now + .nanoseconds((deadline - now).nanoseconds / 2)
        do throws(Status) {
            let neighbours = try await answer { try await self.neighbours(runs, deadline: deadline) }
            let textSize = neighbours.reduce(0) { $0 + $1.profile.textSize }
            return textSize <= Self.textSizeLimit ? neighbours : nil
        } catch {
            guard error.code == .unavailable || error.code == .deadlineExceeded else { throw error }
            return nil
        }
    }

    /// The places with their users' profiles. Whoever was deleted since the index was built is left out.
    private func neighbours(_ runs: [BoardStandings.Run], deadline: NIODeadline) async throws -> [Neighbour] {
        let places = runs.flatMap { run in
            run.places.enumerated().map { (rank: run.firstRank + Int64($0.offset), place: $0.element) }
        }
        let profiles = try await users.load(places.map(\.place.member.id), deadline: deadline)
        return zip(places, profiles).compactMap { (place, profile) in
            profile.map { Neighbour(rank: place.rank, place: place.place, profile: $0) }
        }
    }

    /// Where these ranks are among neighbours, which are in the order of theirs.
    private static func indices(of ranks: Range<Int64>, in neighbours: [Neighbour]) -> Range<Int> {
        index(of: ranks.lowerBound, in: neighbours)..<index(of: ranks.upperBound, in: neighbours)
    }

    /// The first whose rank is not below this one, found by halves.
    private static func index(of rank: Int64, in neighbours: [Neighbour]) -> Int {
        var (low, high) = (0, neighbours.count)
        while low < high {
            let middle = (low + high) / 2
            if neighbours[middle].rank < rank { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
