import FoundationEssentials
import NIOCore
import Redis

/// The serving index of a board: a sorted set in Redis that can be lost at any time and built anew from PostgreSQL.
struct RankingIndex: Sendable {
    let redis: RedisClient
    let board: String
    private let keys: [ByteBuffer]

    init(redis: RedisClient, board: String) {
        self.redis = redis
        self.board = board
        let keys = BoardKeys(board: board)
        self.keys = [keys.ranking, keys.joined]
    }

    /// A page at any offset; nil while the board is not built.
    func page(offset: Int64, limit: Int, deadline: NIODeadline) async throws(RedisError) -> BoardPage? {
        try await page(BoardScripts.pageAtOffset, [.decimal(offset), .decimal(limit)], deadline)
    }

    /// The page behind a position, whether or not the user who had it is still there; nil while the board is not built.
    func page(after position: BoardPosition, limit: Int, deadline: NIODeadline) async throws(RedisError) -> BoardPage? {
        let place = position.place
        return try await page(
            BoardScripts.pageAfter, [.decimal(-place.xp), place.member.bytes, .decimal(limit)], deadline)
    }

    /// Where users stand, and who stands around them; nil while the board is not built.
    func standings(
        of queries: [BoardStandings.Query], deadline: NIODeadline
    ) async throws(RedisError) -> BoardStandings? {
        let arguments = queries.flatMap { [ByteBuffer($0.userID), .decimal($0.limit)] }
        guard let reply = try await read(BoardScripts.standings, arguments, deadline) else { return nil }
        guard reply.count == 4, let asOf = reply[0].integer, let total = reply[1].integer,
            let flat = reply[2].array, flat.count == 3 * queries.count,
            let runs = reply[3].array, runs.count.isMultiple(of: 2)
        else { throw Self.unexpected }
        return BoardStandings(
            asOfMicroseconds: asOf, total: total,
            standings: try queries.indices.map { (index) throws(RedisError) in
                try Self.standing(flat[(3 * index)...], limit: queries[index].limit)
            },
            runs: try stride(from: 0, to: runs.count, by: 2).map { (index) throws(RedisError) in
                guard let first = runs[index].integer else { throw Self.unexpected }
                return BoardStandings.Run(firstRank: first, places: try Self.places(runs[index + 1]))
            })
    }

    /// The ranks of users; nil while the board is not built.
    func ranks(of ids: [UUID], deadline: NIODeadline) async throws(RedisError) -> BoardRanks? {
        try await standings(of: ids.map { BoardStandings.Query(userID: $0, limit: 0) }, deadline: deadline)?.ranks
    }

    /// Whether the board can be served.
    func isBuilt(deadline: NIODeadline) async throws(RedisError) -> Bool {
        try await ranks(of: [], deadline: deadline) != nil
    }

    private func page(
        _ script: RedisScript, _ arguments: [ByteBuffer], _ deadline: NIODeadline
    ) async throws(RedisError) -> BoardPage? {
        guard let reply = try await read(script, arguments, deadline) else { return nil }
        guard reply.count == 4, let asOf = reply[0].integer, let total = reply[1].integer,
            let first = reply[2].integer
        else { throw Self.unexpected }
        let places = try Self.places(reply[3])
        return BoardPage(
            asOfMicroseconds: asOf, total: total, firstRank: first, places: places,
            isLast: first + Int64(places.count) > total)
    }

    /// What a script answers; nil while the board is not built.
    private func read(
        _ script: RedisScript, _ arguments: [ByteBuffer], _ deadline: NIODeadline
    ) async throws(RedisError) -> [RedisReply]? {
        let reply = try await redis.evaluate(script, keys: keys, arguments: arguments, deadline: deadline).checked()
        return reply.array
    }

    /// Rank, score and the rank of the first around; nil for who is not on the board.
    private static func standing(
        _ parts: ArraySlice<RedisReply>, limit: Int
    ) throws(RedisError) -> BoardStandings.Standing? {
        guard let rank = parts[parts.startIndex].integer, let first = parts[parts.startIndex + 2].integer
        else { throw unexpected }
        guard rank > 0 else { return nil }
        return BoardStandings.Standing(
            rank: BoardRanks.Rank(rank: rank, xp: try xp(parts[parts.startIndex + 1])),
            around: first..<first + Int64(limit))
    }

    /// Members and scores in turn.
    private static func places(_ reply: RedisReply) throws(RedisError) -> [BoardPlace] {
        guard let flat = reply.array, flat.count.isMultiple(of: 2) else { throw unexpected }
        return try stride(from: 0, to: flat.count, by: 2).map { (index) throws(RedisError) in
            guard let member = flat[index].string.flatMap(BoardMember.init) else { throw unexpected }
            return BoardPlace(member: member, xp: try xp(flat[index + 1]))
        }
    }

    /// Scores are −XP, written as floating-point numbers.
    private static func xp(_ reply: RedisReply) throws(RedisError) -> Int64 {
        guard let text = reply.string, let score = Double(String(buffer: text)).flatMap(Int64.init(exactly:)),
            BoardPlace.exactXP.contains(score)
        else { throw unexpected }
        return -score
    }

    private static let unexpected = RedisError(.unexpectedReply, "A board's script answered in another shape.")
}

extension ByteBuffer {
    fileprivate static func decimal(_ number: some FixedWidthInteger) -> ByteBuffer {
        ByteBuffer(string: String(number))
    }
}
