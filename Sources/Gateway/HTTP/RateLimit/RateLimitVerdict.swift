import HTTPTypes
import NIOCore

/// What a client's bucket says to a request.
struct RateLimitVerdict: Equatable, Sendable {
    let isAllowed: Bool
    /// Cost units that are left.
    let remaining: Int
    /// Until the bucket is full again, if nothing else is asked for.
    let untilFull: TimeAmount
    /// Until there is enough for this request; zero where it is allowed.
    let untilAllowed: TimeAmount

    /// `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10), and `Retry-After` for a refusal.
    func headers(_ policy: RateLimitPolicy) -> HTTPFields {
        var headers: HTTPFields = [:]
        if let name = HTTPField.Name.rateLimitPolicy { headers[name] = policy.header }
        if let name = HTTPField.Name.rateLimit {
            headers[name] = "\"default\";r=\(remaining);t=\(untilFull.wholeSeconds)"
        }
        if !isAllowed { headers[.retryAfter] = "\(max(1, untilAllowed.wholeSeconds))" }
        return headers
    }
}

extension TimeAmount {
    /// Rounded up.
    fileprivate var wholeSeconds: Int64 { (nanoseconds + 999_999_999) / 1_000_000_000 }
}
