import HTTPTypes
import ServiceKit

/// Which web pages of other origins may call the gateway (CORS, WHATWG Fetch, section 3.3).
enum CrossOriginPolicy: Equatable, Sendable {
    /// None: a browser keeps the answers from them.
    case nobody
    /// All, without credentials.
    case anybody
    /// Pages of these origins, with credentials.
    case origins(Set<String>)

    /// For how long a browser may remember a preflight.
    private static let maximumAge = "600"
    private static let methods = "GET, HEAD, POST, PATCH, DELETE"
    private static let requestHeaders =
        "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Request-Timeout, Traceparent, "
        + "Tracestate"
    private static let answerHeaders =
        "Allow, Cache-Status, ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, Server-Timing, "
        + "Traceparent"

    /// Whether answers differ by the header `Origin`.
    var varies: Bool {
        if case .origins = self { true } else { false }
    }

    /// What an answer tells a page's browser; nothing where the page may not see it.
    func headers(for origin: String?) -> HTTPFields {
        var headers = permission(for: origin)
        if !headers.isEmpty { headers[.accessControlExposeHeaders] = Self.answerHeaders }
        return headers
    }

    /// What the answer to a preflight tells.
    func preflightHeaders(for origin: String) -> HTTPFields {
        var headers = permission(for: origin)
        guard !headers.isEmpty else { return [:] }
        headers[.accessControlAllowMethods] = Self.methods
        headers[.accessControlAllowHeaders] = Self.requestHeaders
        headers[.accessControlMaxAge] = Self.maximumAge
        return headers
    }

    private func permission(for origin: String?) -> HTTPFields {
        switch self {
        case .nobody:
            return [:]
        case .anybody:
            return [.accessControlAllowOrigin: "*"]
        case .origins(let origins):
            guard let origin, origins.contains(origin) else { return [:] }
            return [.accessControlAllowOrigin: origin, .accessControlAllowCredentials: "true"]
        }
    }
}

extension CrossOriginPolicy {
    init(_ settings: SettingsReader) throws(SettingError) {
        switch try settings.value(Settings.corsOrigins) {
        case nil: self = .nobody
        case ["*"]: self = .anybody
        case .some(let origins): self = .origins(Set(origins))
        }
    }
}
