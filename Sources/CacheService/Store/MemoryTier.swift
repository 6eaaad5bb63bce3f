import NIOCore
import Synchronization

/// The entries in memory, in shards with a lock each.
final class MemoryTier: Sendable {
    /// A class, because a lock can't be an element of an array.
    private final class LockedShard: Sendable {
        let shard: Mutex<MemoryShard>

        init(byteLimit: Int) {
            shard = Mutex(MemoryShard(byteLimit: byteLimit))
        }
    }

    private let shards: [LockedShard]

    private static let mostShards = 16
    private static let shareCleanedAtOnce = 16
    /// A shard holds several of the largest values.
    private static let smallestShard = 8 << 20

    /// An empty tier.
    init(byteLimit: Int) {
        let count = max(1, min(Self.mostShards, byteLimit / Self.smallestShard))
        shards = (0..<count).map { _ in LockedShard(byteLimit: byteLimit / count) }
    }

    /// How full it is.
    var usage: MemoryUsage {
        shards.reduce(MemoryUsage()) { $0 + $1.shard.withLock(\.usage) }
    }

    /// Removes what has expired from a part of each shard, another one each time; of large shards from a sixteenth, with
    /// the lock given back in between.
    func removeSomeExpired(now: NIODeadline) {
        for shard in shards {
            for _ in 0..<Self.pieces(of: shard.shard.withLock(\.slotCount)) {
                shard.shard.withLock { $0.removeSomeExpired(now: now) }
            }
        }
    }

    /// How many pieces of a shard with so many slots are looked through at once.
    static func pieces(of slotCount: Int) -> Int {
        max(1, slotCount / shareCleanedAtOnce / MemoryShard.slotsCleanedAtOnce)
    }

    /// Works on the shard of a key.
    func withShard<Result: Sendable>(of key: CacheKey, _ body: (inout MemoryShard) -> Result) -> Result {
        shards[Int(UInt(bitPattern: key.hash) % UInt(shards.count))].shard.withLock { body(&$0) }
    }
}
