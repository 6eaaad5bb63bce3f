public import NIOCore

extension RedisClient {
    /// Runs a script by its digest, and sends its text only if the server does not have it.
    ///
    /// - Parameters:
    ///   - keys: The keys that the script touches, `KEYS` in it.
    ///   - arguments: Its other arguments, `ARGV` in it.
    /// - Returns: The script's reply, which may be ``RedisReply/error(_:)``.
    /// - Throws: As ``send(_:deadline:)``.
    public func evaluate(
        _ script: RedisScript, keys: [ByteBuffer], arguments: [ByteBuffer], deadline: NIODeadline
    ) async throws(RedisError) -> RedisReply {
        func command(_ name: String, _ script: String) -> RedisCommand {
            var command = RedisCommand(name)
            command.append(script)
            command.append(keys.count)
            for argument in keys + arguments { command.append(argument) }
            return command
        }

        let reply = try await send(command("EVALSHA", script.digest), deadline: deadline)
        guard case .error(let text) = reply, text.hasPrefix("NOSCRIPT") else { return reply }
        return try await send(command("EVAL", script.source), deadline: deadline)
    }
}
