import NIOCore

/// The commands that begin a connection, and how their replies are judged.
struct Handshake: Sendable {
    /// What a reply of the handshake meant.
    enum Progress: Equatable {
        case incomplete
        case complete
        case failed(RedisError)
    }

    /// The commands, all sent at once.
    let bytes: ByteBuffer
    private var steps: ArraySlice<String>

    init(endpoint: RedisEndpoint) {
        var commands: [RedisCommand] = []
        var steps: [String] = []
        if let password = endpoint.password {
            var command = RedisCommand("AUTH")
            if let user = endpoint.user { command.append(user) }
            command.append(password)
            commands.append(command)
            steps.append("AUTH")
        }
        if endpoint.database != 0 {
            commands.append(RedisCommand("SELECT", String(endpoint.database)))
            steps.append("SELECT")
        }
        // A server that is still loading, or wants a password, accepts the connection and says so only now.
        commands.append(RedisCommand("PING"))
        steps.append("PING")
        bytes = commands.reduce(into: ByteBuffer()) { $0.writeBytes($1.bytes) }
        self.steps = steps[...]
    }

    /// Judges the next reply.
    mutating func receive(_ reply: RedisReply) -> Progress {
        guard let step = steps.popFirst() else { return .failed(.unexpectedReply) }
        switch reply {
        case .status: return steps.isEmpty ? .complete : .incomplete
        case .error(let text): return .failed(RedisError(.unavailable, "Redis refused \(step): \(text)"))
        default: return .failed(RedisError(.unavailable, "Redis answered \(step) with something else."))
        }
    }
}
