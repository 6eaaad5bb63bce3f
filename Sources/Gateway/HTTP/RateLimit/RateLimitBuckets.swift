import NIOCore

/// The buckets of all clients.
///
/// A bucket is one moment, when it will be full (the generic cell rate algorithm, ITU-T I.371): nothing has to fill it. A
/// client that has none has a full one, so that forgetting one whose moment has passed changes nothing.
struct RateLimitBuckets {
    let policy: RateLimitPolicy
    private var fullAt: BoundedMemo<RateLimitClient, NIODeadline>

    /// - Parameter limit: the most clients that are remembered.
    init(policy: RateLimitPolicy, limit: Int = 100_000) {
        self.policy = policy
        fullAt = BoundedMemo(limit: limit)
    }

    /// Takes the cost from a client's bucket, or nothing where there is not enough.
    ///
    /// - Parameter cost: units; more than the quota counts as the quota.
    mutating func spend(_ cost: Int, by client: RateLimitClient, now: NIODeadline) -> RateLimitVerdict {
        let before = max(fullAt[client] ?? now, now)
        let after = before + policy.unitTime * min(cost, policy.quota)
        let missing = after - now - policy.window
        guard missing <= .zero else { return verdict(before - now, missing: missing) }
        fullAt.insert(after, for: client)
        return verdict(after - now, missing: .zero)
    }

    private func verdict(_ untilFull: TimeAmount, missing: TimeAmount) -> RateLimitVerdict {
        let left = policy.window - untilFull
        return RateLimitVerdict(
            isAllowed: missing == .zero, remaining: max(0, Int(left.nanoseconds / policy.unitTime.nanoseconds)),
            untilFull: untilFull, untilAllowed: missing)
    }
}
