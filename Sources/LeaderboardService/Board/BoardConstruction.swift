import FoundationEssentials
import NIOCore
import Redis

/// A board that the holder of the lock builds in Redis, beside the one that serves.
struct BoardConstruction: Sendable {
    /// How long a builder may be silent before another takes over.
    private static let lockMilliseconds = 4_000
    /// When a part of the board goes away that its builder has left behind. While the lock is held none does.
    private static let partMilliseconds = 60_000
    private static let timeout = TimeAmount.seconds(2)

    private let index: RankingIndex
    private let token: String
    private let keys: BoardKeys
    private let lock: ByteBuffer

    /// Takes the lock.
    ///
    /// - Throws: ``BoardBuildError/anotherBuilds`` or `RedisError`
    init(of index: RankingIndex) async throws {
        self.index = index
        token = UUID().uuidString
        keys = BoardKeys(board: index.board, builder: token)
        lock = BoardKeys.lock(board: index.board)
        var command = RedisCommand("SET")
        command.append(lock)
        for option in [token, "NX", "PX", String(Self.lockMilliseconds)] { command.append(option) }
        let reply = try await index.redis.send(command, deadline: .now() + Self.timeout).checked()
        guard reply == .status("OK") else { throw BoardBuildError.anotherBuilds }
    }

    /// Adds users.
    ///
    /// - Throws: ``BoardBuildError/anotherBuilds`` or `RedisError`
    func add(_ places: [BoardPlace]) async throws {
        let isHeld = try await evaluate(
            BoardScripts.renew, keys: [lock], arguments: [token, String(Self.lockMilliseconds)])
        guard isHeld == .integer(1) else { throw BoardBuildError.anotherBuilds }
        let commands = [ranking(places), joined(places), expiry(keys.ranking), expiry(keys.joined)]
        for reply in try await index.redis.pipeline(commands, deadline: .now() + Self.timeout) {
            _ = try reply.checked()
        }
    }

    /// Puts the board in the place of the one that serves, at once.
    ///
    /// - Throws: ``BoardBuildError`` or `RedisError`
    func publish(userCount: Int, asOfMicroseconds: Int64) async throws {
        let served = BoardKeys(board: index.board)
        let outcome = try await evaluate(
            BoardScripts.publish, keys: [keys.ranking, keys.joined, served.ranking, served.joined, lock],
            arguments: [token, String(userCount), String(asOfMicroseconds)])
        switch outcome {
        case .status("PUBLISHED"): return
        case .status("INCOMPLETE"): throw BoardBuildError.evicted
        default: throw BoardBuildError.anotherBuilds
        }
    }

    /// Takes away what was built. Where Redis can't be reached it goes away by itself.
    func abandon() async {
        _ = try? await evaluate(BoardScripts.abandon, keys: [keys.ranking, keys.joined, lock], arguments: [token])
    }

    private func ranking(_ places: [BoardPlace]) -> RedisCommand {
        var command = RedisCommand("ZADD", byteCapacity: places.count * 56)
        command.append(keys.ranking)
        for place in places {
            command.append(-place.xp)
            command.append(place.member.bytes)
        }
        return command
    }

    private func joined(_ places: [BoardPlace]) -> RedisCommand {
        var command = RedisCommand("HSET", byteCapacity: places.count * 48)
        command.append(keys.joined)
        for place in places {
            command.append(ByteBuffer(place.member.id))
            command.append(place.member.joinedBytes)
        }
        return command
    }

    private func expiry(_ key: ByteBuffer) -> RedisCommand {
        var command = RedisCommand("PEXPIRE")
        command.append(key)
        command.append(Self.partMilliseconds)
        return command
    }

    private func evaluate(
        _ script: RedisScript, keys: [ByteBuffer], arguments: [String]
    ) async throws(RedisError) -> RedisReply {
        try await index.redis.evaluate(
            script, keys: keys, arguments: arguments.map { ByteBuffer(string: $0) }, deadline: .now() + Self.timeout
        ).checked()
    }
}
