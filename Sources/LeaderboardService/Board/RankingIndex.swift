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

    /// The ranks of users; nil while the board is not built.
    func ranks(of ids: [UUID], deadline: NIODeadline) async throws(RedisError) -> BoardRanks? {
        guard let reply = try await read(BoardScripts.ranks, ids.map { ByteBuffer($0) }, deadline) else { return nil }
        guard reply.count == 3, let asOf = reply[0].integer, let total = reply[1].integer, let flat = reply[2].array,
            flat.count == 2 * ids.count
        else { throw Self.unexpected }
        let ranks = try ids.indices.map { (index) throws(RedisError) -> BoardRanks.Rank? in
            guard let rank = flat[2 * index].integer else { throw Self.unexpected }
            return rank == 0 ? nil : BoardRanks.Rank(rank: rank, xp: try Self.xp(flat[2 * index + 1]))
        }
        return BoardRanks(asOfMicroseconds: asOf, total: total, ranks: ranks)
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
            let first = reply[2].integer, let flat = reply[3].array, flat.count.isMultiple(of: 2)
        else { throw Self.unexpected }
        let places = try stride(from: 0, to: flat.count, by: 2).map { (index) throws(RedisError) in
            guard let member = flat[index].string.flatMap(BoardMember.init) else { throw Self.unexpected }
            return BoardPlace(member: member, xp: try Self.xp(flat[index + 1]))
        }
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
