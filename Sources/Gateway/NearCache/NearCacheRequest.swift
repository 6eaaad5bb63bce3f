/// A request that anybody could have made and that asks for nothing special: a kept answer may answer it.
struct NearCacheRequest {
    /// Header fields that tell who asks, or ask for more than the target does. Requests with one are not for this cache.
    private static let excludingNames = [
        "authorization", "cache-control", "content-length", "cookie", "expect", "if-match", "if-modified-since",
        "if-range", "if-unmodified-since", "origin", "pragma", "range", "request-timeout", "transfer-encoding",
        "upgrade",
    ]

    /// The path and the query.
    let target: String
    let acceptEncoding: String?
    let ifNoneMatch: EntityTagCondition?
    /// How many fields tell the host: none where the connection has taken it out for the routes.
    let hostCount: Int

    /// - Parameter fields: the header fields, each as it came.
    /// - Returns: nil where this cache must not answer.
    init?(target: String, fields: some Sequence<(name: String, value: String)>) {
        guard target.utf8.first == UInt8(ascii: "/") else { return nil }
        var acceptEncoding: String?
        var ifNoneMatch: String?
        var hostCount = 0
        for (name, value) in fields {
            // Names with other meanings share no length with these, mostly, so that comparing is cheap.
            if name.isSameField(as: "accept-encoding") {
                guard acceptEncoding == nil else { return nil }
                acceptEncoding = value
            } else if name.isSameField(as: "if-none-match") {
                guard ifNoneMatch == nil else { return nil }
                ifNoneMatch = value
            } else if name.isSameField(as: "host") {
                hostCount += 1
            } else if name.isSameField(as: "connection") {
                guard value.isSameField(as: "keep-alive") else { return nil }
            } else if Self.excludingNames.contains(where: { name.isSameField(as: $0) }) {
                return nil
            }
        }
        self.target = target
        self.acceptEncoding = acceptEncoding
        self.hostCount = hostCount
        if let ifNoneMatch {
            // What can't be read is left to those who answer in full.
            guard let condition = EntityTagCondition(ifNoneMatch) else { return nil }
            self.ifNoneMatch = condition
        } else {
            self.ifNoneMatch = nil
        }
    }
}
