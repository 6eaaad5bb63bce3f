import HTTPTypes
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

    /// Takes what a request costs from its client.
    ///
    /// - Returns: what its answer tells of the rest.
    /// - Throws: 429 where the client has too little left, and nothing was taken.
    func charge(_ cost: Int, for request: Request, _ context: GatewayContext) throws(Problem) -> HTTPFields {
        let verdict = spend(cost, by: client(request, context))
        guard verdict.isAllowed else {
            refusals.increment()
            throw Problem(
                status: .tooManyRequests,
                detail: "More was asked for than one client may; this costs \(cost) of \(policy.quota) units.",
                headers: verdict.headers(policy))
        }
        return verdict.headers(policy)
    }

    /// Takes the cost of an answer that is at hand from a client who has not signed in.
    ///
    /// - Parameter forwardedFor: `X-Forwarded-For` of the request.
    /// - Returns: what its answer tells; nil where the client has too little left, and nothing was taken.
    func charge(_ cost: Int, forwardedFor: String?, address: SocketAddress?) -> HTTPFields? {
        let client = RateLimitClient(forwardedFor: trustsProxy ? forwardedFor : nil, address: address)
        let verdict = spend(cost, by: client)
        return verdict.isAllowed ? verdict.headers(policy) : nil
    }

    private func client(_ request: Request, _ context: GatewayContext) -> RateLimitClient {
        if let caller = context.caller { return .user(caller.identity.userID) }
        let forwardedFor = trustsProxy ? HTTPField.Name.xForwardedFor.flatMap { request.headers[$0] } : nil
        return RateLimitClient(forwardedFor: forwardedFor, address: context.channel.remoteAddress)
    }

    private func spend(_ cost: Int, by client: RateLimitClient) -> RateLimitVerdict {
        buckets.withLock { $0.spend(cost, by: client, now: .now()) }
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
