import HTTPTypes

/// Names that the library does not know, made once. They are well-formed, so none of them is nil.
extension HTTPField.Name {
    static let cacheStatus = HTTPField.Name("Cache-Status")
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")
    static let link = HTTPField.Name("Link")
    static let rateLimit = HTTPField.Name("RateLimit")
    static let rateLimitPolicy = HTTPField.Name("RateLimit-Policy")
    static let requestTimeout = HTTPField.Name("Request-Timeout")
    static let serverTiming = HTTPField.Name("Server-Timing")
    static let traceparent = HTTPField.Name("traceparent")
    static let tracestate = HTTPField.Name("tracestate")
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For")
}
