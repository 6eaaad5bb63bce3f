/// A value to be stored.
struct NewEntry: Sendable {
    let key: CacheKey
    let bytes: [UInt8]
    let timeToLive: TimeToLive
}
