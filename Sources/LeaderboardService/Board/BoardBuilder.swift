import FoundationEssentials
import Logging
import NIOCore
import Redis

/// Builds a board's index from PostgreSQL beside the one that serves, and then puts it in its place at once.
struct BoardBuilder: Sendable {
    /// Users that are read and written at a time.
    static let chunk = 5_000
    /// How long a builder may be silent before another takes over.
    private static let lockMilliseconds = 30_000

    let index: RankingIndex
    let store: LeaderboardStore
    let logger: Logger

    /// Builds the board, unless another replica is doing that.
    ///
    /// - Parameter progress: is told after each chunk how many users are in.
    /// - Returns: the users on the board; nil where another replica builds.
    func build(progress: (Int) -> Void = { _ in }) async throws -> Int? {
        let token = UUID().uuidString
        guard try await lock(token, isRenewal: false) else { return nil }
        let target = index.keys.underConstruction(token)
        do {
            let count = try await fill(target, token, progress)
            guard try await publish(target, token) else { return nil }
            return count
        } catch {
            await abandon(target)
            throw error
        }
    }

    private func fill(
        _ target: (ranking: ByteBuffer, joined: ByteBuffer), _ token: String, _ progress: (Int) -> Void
    ) async throws -> Int {
        var count = 0
        var last: BoardPosition?
        while true {
            try Task.checkCancellation()
            let places = try await store.scan(after: last, limit: Self.chunk, deadline: .now() + .seconds(10))
            guard let end = places.last else { return count }
            guard try await lock(token, isRenewal: true) else { throw CancellationError() }
            try await write(places, target)
            count += places.count
            last = BoardPosition(xp: end.xp, member: end.member, rank: Int64(count))
            progress(count)
        }
    }

    private func write(
        _ places: [BoardPage.Place], _ target: (ranking: ByteBuffer, joined: ByteBuffer)
    ) async throws {
        var ranking = RedisCommand("ZADD", byteCapacity: places.count * 56)
        var joined = RedisCommand("HSET", byteCapacity: places.count * 48)
        ranking.append(target.ranking)
        joined.append(target.joined)
        for place in places {
            ranking.append(-place.xp)
            ranking.append(place.member.bytes)
            var id = ByteBuffer()
            id.write(place.member.id)
            joined.append(id)
            joined.append(place.member.joinedBytes)
        }
        // A builder that dies must not leave its half-made board behind for ever.
        let commands = [
            ranking, joined, RedisCommand("PEXPIRE", key: target.ranking, milliseconds: Self.lockMilliseconds),
            RedisCommand("PEXPIRE", key: target.joined, milliseconds: Self.lockMilliseconds),
        ]
        for reply in try await index.redis.pipeline(commands, deadline: .now() + .seconds(10)) {
            _ = try reply.checked()
        }
    }

    private func publish(_ target: (ranking: ByteBuffer, joined: ByteBuffer), _ token: String) async throws -> Bool {
        for key in [target.ranking, target.joined] {
            var persist = RedisCommand("PERSIST")
            persist.append(key)
            _ = try await index.redis.send(persist, deadline: .now() + .seconds(10)).checked()
        }
        let keys = index.keys
        let reply = try await index.redis.evaluate(
            BoardScripts.publish,
            keys: [target.ranking, target.joined, keys.ranking, keys.joined, keys.built, keys.lock],
            arguments: [ByteBuffer(string: token)], deadline: .now() + .seconds(10)
        ).checked()
        return reply.integer == 1
    }

    /// Takes or renews the lock; false where another replica has it.
    private func lock(_ token: String, isRenewal: Bool) async throws -> Bool {
        if isRenewal {
            var get = RedisCommand("GET")
            get.append(index.keys.lock)
            let holder = try await index.redis.send(get, deadline: .now() + .seconds(2)).checked().string
            guard holder.map({ String(buffer: $0) }) == token else { return false }
        }
        var set = RedisCommand("SET")
        set.append(index.keys.lock)
        set.append(token)
        set.append("PX")
        set.append(Self.lockMilliseconds)
        set.append(isRenewal ? "XX" : "NX")
        return try await index.redis.send(set, deadline: .now() + .seconds(2)).checked() == .status("OK")
    }

    private func abandon(_ target: (ranking: ByteBuffer, joined: ByteBuffer)) async {
        var unlink = RedisCommand("UNLINK")
        unlink.append(target.ranking)
        unlink.append(target.joined)
        unlink.append(index.keys.lock)
        do {
            _ = try await index.redis.send(unlink, deadline: .now() + .seconds(2))
        } catch {
            logger.info("half-built board left to expire", metadata: ["reason": "\(error)"])
        }
    }
}

extension RedisCommand {
    fileprivate init(_ name: String, key: ByteBuffer, milliseconds: Int) {
        self.init(name)
        append(key)
        append(milliseconds)
    }
}
