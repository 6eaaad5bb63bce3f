import NIOCore

/// The Redis keys of one board. The braces keep them in one slot of a Redis Cluster, so that scripts can use them all.
struct BoardKeys: Sendable {
    /// Sorted set of ``BoardMember``s.
    let ranking: ByteBuffer
    /// Hash from a user's id to the first eight bytes of the member; also holds, as `as_of`, the moment in microseconds
    /// since 1970 for which the board is true.
    let joined: ByteBuffer

    /// The board as it is served.
    init(board: String) {
        self.init(prefix: "lyceum:{board:\(board)}:")
    }

    /// Where a builder puts a board before it is complete.
    init(board: String, builder token: String) {
        self.init(prefix: "lyceum:{board:\(board)}:build:\(token):")
    }

    /// Held by the one replica that builds.
    static func lock(board: String) -> ByteBuffer {
        ByteBuffer(string: "lyceum:{board:\(board)}:lock")
    }

    private init(prefix: String) {
        ranking = ByteBuffer(string: prefix + "ranking")
        joined = ByteBuffer(string: prefix + "joined")
    }
}
