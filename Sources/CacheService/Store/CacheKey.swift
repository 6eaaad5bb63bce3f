/// A key with its keyspace, hashed once.
struct CacheKey: Sendable {
    /// The keyspace's name, a colon, and the key.
    let bytes: [UInt8]
    /// Chooses the shard, and is all that the shard's table hashes.
    let hash: Int

    /// Joins a keyspace and a key.
    init(_ keyspace: Keyspace, _ key: RawSpan) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(keyspace.name.utf8.count + 1 + key.byteCount)
        bytes.append(contentsOf: keyspace.name.utf8)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(copying: key)
        self.bytes = bytes
        hash = bytes.hashValue
    }
}

extension CacheKey: Hashable {
    static func == (left: CacheKey, right: CacheKey) -> Bool {
        left.hash == right.hash && left.bytes == right.bytes
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(hash)
    }
}
