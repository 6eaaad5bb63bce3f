import FoundationEssentials
import NIOCore
import Redis

/// The serving index of a board: a sorted set in Redis that can be lost at any time and built anew from PostgreSQL.
struct RankingIndex: Sendable {
    /// One user's rank.
    struct Rank: Equatable {
        /// From 1.
        let rank: Int64
        let xp: Int64
    }

    let redis: RedisClient
    let keys: BoardKeys

    /// A page at any offset; nil while the board is not built.
    func page(offset: Int64, limit: Int, deadline: NIODeadline) async throws(RedisError) -> BoardPage? {
        try await page(
            BoardScripts.pageAtOffset,
            [ByteBuffer(string: String(offset)), ByteBuffer(string: String(limit))], deadline)
    }

    /// The page behind a position; nil while the board is not built.
    func page(after position: BoardPosition, limit: Int, deadline: NIODeadline) async throws(RedisError) -> BoardPage? {
        try await page(
            BoardScripts.pageAfter,
            [
                ByteBuffer(string: String(-position.xp)), position.member.bytes, ByteBuffer(string: String(limit)),
            ], deadline)
    }

    /// The ranks of users, in order, nil for those who are not on the board; or nil while the board is not built.
    func ranks(
        of ids: [UUID], deadline: NIODeadline
    ) async throws(RedisError) -> (total: Int64, ranks: [Rank?])? {
        let reply = try await redis.evaluate(
            BoardScripts.ranks, keys: [keys.ranking, keys.joined, keys.built],
            arguments: ids.map { id in
                var bytes = ByteBuffer()
                bytes.write(id)
                return bytes
            }, deadline: deadline
        ).checked()
        guard let parts = reply.array else { return nil }
        guard parts.count == 2, let total = parts[0].integer, let flat = parts[1].array, flat.count == ids.count * 2
        else { throw Self.unexpected }
        let ranks = try ids.indices.map { (index) throws(RedisError) -> Rank? in
            guard let rank = flat[2 * index].integer else { throw Self.unexpected }
            return rank == 0 ? nil : Rank(rank: rank, xp: try Self.xp(flat[2 * index + 1]))
        }
        return (total, ranks)
    }

    /// Whether the board can be served.
    func isBuilt(deadline: NIODeadline) async throws(RedisError) -> Bool {
        var command = RedisCommand("EXISTS")
        command.append(keys.built)
        return try await redis.send(command, deadline: deadline).checked().integer == 1
    }

    private func page(
        _ script: RedisScript, _ arguments: [ByteBuffer], _ deadline: NIODeadline
    ) async throws(RedisError) -> BoardPage? {
        let reply = try await redis.evaluate(
            script, keys: [keys.ranking, keys.built], arguments: arguments, deadline: deadline
        ).checked()
        guard let parts = reply.array else { return nil }
        guard parts.count == 3, let total = parts[0].integer, let first = parts[1].integer, let flat = parts[2].array
        else { throw Self.unexpected }
        let places = try stride(from: 0, to: flat.count - 1, by: 2).map { (index) throws(RedisError) in
            guard let member = flat[index].string.flatMap(BoardMember.init) else { throw Self.unexpected }
            return BoardPage.Place(member: member, xp: try Self.xp(flat[index + 1]))
        }
        return BoardPage(total: total, firstRank: first, places: places)
    }

    /// Scores are −XP; Redis writes whole doubles below 2^53 without a fraction, or with an exponent.
    private static func xp(_ reply: RedisReply) throws(RedisError) -> Int64 {
        guard let text = reply.string, let score = Double(String(buffer: text)), abs(score) <= 0x1p53 else {
            throw unexpected
        }
        return -Int64(score)
    }

    private static let unexpected = RedisError(.unexpectedReply, "A board's script answered in another shape.")
}
