import NIOCore

/// How much one client may ask for: a bucket that holds a quota of cost units and fills within a window.
struct RateLimitPolicy: Equatable, Sendable {
    /// Cost units: the most that can be spent at once.
    let quota: Int
    /// In which an empty bucket fills.
    var window: TimeAmount = .minutes(1)

    /// The time in which one unit comes back.
    var unitTime: TimeAmount { .nanoseconds(max(1, window.nanoseconds / Int64(quota))) }

    /// The value of `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10).
    var header: String { "\"default\";q=\(quota);w=\(window.nanoseconds / 1_000_000_000)" }
}
