import Hummingbird
import Metrics
import NIOCore
import ServiceKit
import Synchronization

/// Refuses clients that ask for more than their share, by what each route costs.
///
/// Each gateway counts for itself: behind a balancer a client has the quota once per gateway.
final class RateLimiter: Sendable {
    private let policy: RateLimitPolicy
    private let trustsProxy: Bool
    private let buckets: Mutex<RateLimitBuckets>
    private let refusals = Counter(label: "lyceum_http_rate_limited_total")

    init(policy: RateLimitPolicy, trustsProxy: Bool = false) {
        self.policy = policy
        self.trustsProxy = trustsProxy
        buckets = Mutex(RateLimitBuckets(policy: policy))
    }

    /// A handler whose requests cost their client something. Its answers tell what is left.
    func applied(cost: Int, to handler: @escaping RouteTable.Handler) -> RouteTable.Handler {
        { request, context in
            let client = RateLimitClient(request, context, trustsProxy: self.trustsProxy)
            let verdict = self.buckets.withLock { $0.spend(cost, by: client, now: .now()) }
            guard verdict.isAllowed else {
                self.refusals.increment()
                throw Problem(
                    status: .tooManyRequests,
                    detail: "More was asked for than one client may; this costs \(cost) of \(self.policy.quota) units.",
                    headers: verdict.headers(self.policy))
            }
            var response = try await handler(request, context)
            response.headers.append(contentsOf: verdict.headers(self.policy))
            return response
        }
    }
}

extension RateLimiter {
    /// As the settings say; nil where there is no limit.
    convenience init?(_ settings: SettingsReader) throws(SettingError) {
        let quota = try settings.value(Settings.rateLimit)
        guard quota > 0 else { return nil }
        self.init(
            policy: RateLimitPolicy(quota: quota), trustsProxy: try settings.value(Settings.rateLimitTrustsProxy))
    }
}
