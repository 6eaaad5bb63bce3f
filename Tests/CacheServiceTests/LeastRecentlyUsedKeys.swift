/// The keys that a cache with the LRU policy would hold.
///
/// Each access gets a number; a queue of all accesses, in which the outdated ones are skipped, tells the oldest key.
struct LeastRecentlyUsedKeys {
    let capacity: Int
    private var latestAccess: [Int32: Int] = [:]
    private var accesses: [Int32] = []
    private var oldest = 0

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// True if the key was here.
    mutating func access(_ key: Int32) -> Bool {
        let isHit = latestAccess.updateValue(accesses.count, forKey: key) != nil
        accesses.append(key)
        while latestAccess.count > capacity {
            if latestAccess[accesses[oldest]] == oldest { latestAccess[accesses[oldest]] = nil }
            oldest += 1
        }
        return isHit
    }
}
