import NIOCore
import Redis

/// The entries in Redis, under `lyceum:cache:<keyspace>:<key>`. What fails is a miss, or is not stored.
struct RedisTier: Sendable {
    let client: RedisClient
    let clock: CacheClock
    let metrics: CacheMetrics

    private static let prefix = Array("lyceum:cache:".utf8)
    /// Keys in one `MGET`: what comes back is bounded, and other callers' commands get their turn in between.
    private static let keysPerRead = 128

    /// Reads keys, in the order asked.
    ///
    /// - Parameter byteLimit: No more is read once the values read are this large together; the rest are misses.
    func values(for keys: [CacheKey], byteLimit: Int, deadline: NIODeadline) async -> [CachedValue?] {
        var values: [CachedValue?] = []
        var byteCount = 0
        while values.count < keys.count, byteCount < byteLimit {
            let chunk = keys[values.count..<min(values.count + Self.keysPerRead, keys.count)]
            guard let read = await read(chunk, deadline: deadline) else { break }
            byteCount += read.reduce(0) { $0 + ($1?.bytes.count ?? 0) }
            values += read
        }
        return values + Array(repeating: nil, count: keys.count - values.count)
    }

    private func read(_ keys: ArraySlice<CacheKey>, deadline: NIODeadline) async -> [CachedValue?]? {
        var command = RedisCommand("MGET", byteCapacity: keys.reduce(0) { $0 + $1.bytes.count + 32 })
        for key in keys { Self.append(key, to: &command) }
        do throws(RedisError) {
            let reply = try await client.send(command, deadline: deadline).checked()
            guard let elements = reply.array, elements.count == keys.count else {
                throw RedisError(.unexpectedReply, "MGET returned something else.")
            }
            return elements.map { element in element.string.flatMap { RedisEnvelope.open($0, clock: clock) } }
        } catch {
            metrics.redisFailed(.read)
            return nil
        }
    }

    /// Stores entries.
    ///
    /// - Returns: For each whether it was stored.
    func store(_ entries: [NewEntry], deadline: NIODeadline) async -> [Bool] {
        let now = clock.unixMilliseconds()
        let commands = entries.map { entry in
            var command = RedisCommand("SET", byteCapacity: entry.key.bytes.count + entry.bytes.count + 96)
            Self.append(entry.key, to: &command)
            let header = RedisEnvelope.header(expiresAtUnixMilliseconds: now + entry.timeToLive.milliseconds)
            command.append(header.readableBytesSpan, entry.bytes.span.bytes)
            command.append("PX")
            command.append(entry.timeToLive.milliseconds)
            return command
        }
        return await run(commands, as: .write, deadline: deadline).map { $0 == .status("OK") }
    }

    /// Removes keys.
    ///
    /// - Returns: For each whether it was there.
    func remove(_ keys: [CacheKey], deadline: NIODeadline) async -> [Bool] {
        let commands = keys.map { key in
            var command = RedisCommand("UNLINK")
            Self.append(key, to: &command)
            return command
        }
        return await run(commands, as: .delete, deadline: deadline).map { $0 == .integer(1) }
    }

    /// Runs commands in one pipeline; their replies are null if that fails.
    private func run(
        _ commands: [RedisCommand], as operation: CacheMetrics.RedisOperation, deadline: NIODeadline
    ) async -> [RedisReply] {
        do throws(RedisError) {
            let replies = try await client.pipeline(commands, deadline: deadline)
            // For example that its memory is full.
            for case .error in replies { metrics.redisFailed(operation) }
            return replies
        } catch {
            metrics.redisFailed(operation)
            return Array(repeating: .null, count: commands.count)
        }
    }

    private static func append(_ key: CacheKey, to command: inout RedisCommand) {
        command.append(prefix.span.bytes, key.bytes.span.bytes)
    }
}
