import NIOCore

/// The Redis keys of one board. The braces keep them in one slot of a Redis Cluster, so that scripts can use them all.
struct BoardKeys: Sendable {
    /// Sorted set of ``BoardMember``s.
    let ranking: ByteBuffer
    /// Hash from a user's id to the first eight bytes of the member.
    let joined: ByteBuffer
    /// Is there once the board is complete: an empty Redis is not an empty board.
    let built: ByteBuffer
    /// Held by the one replica that builds.
    let lock: ByteBuffer
    private let prefix: String

    init(board: String) {
        prefix = "lyceum:{board:\(board)}:"
        ranking = ByteBuffer(string: prefix + "ranking")
        joined = ByteBuffer(string: prefix + "joined")
        built = ByteBuffer(string: prefix + "built")
        lock = ByteBuffer(string: prefix + "lock")
    }

    /// Where a builder puts the board before it is complete.
    func underConstruction(_ token: String) -> (ranking: ByteBuffer, joined: ByteBuffer) {
        (ByteBuffer(string: "\(prefix)ranking:\(token)"), ByteBuffer(string: "\(prefix)joined:\(token)"))
    }
}
