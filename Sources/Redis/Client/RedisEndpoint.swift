/// Where a Redis server is, and who asks: what a Redis URL says.
///
/// - `redis://[[user][:password]@]host[:port][/database]`, with percent-encoded user and password
/// - `unix:///path/of/the/socket`, percent-encoded
public struct RedisEndpoint: Sendable, Hashable {
    /// How the server is reached.
    enum Address: Sendable, Hashable {
        case tcp(host: String, port: Int)
        case unix(path: String)
    }

    let address: Address
    private(set) var user: String?
    private(set) var password: String?
    private(set) var database = 0

    /// A path that a `sockaddr_un` can't hold is refused here rather than at the first connection.
    private static let longestSocketPath = 107
    private static let defaultPort = 6379

    /// Reads a URL.
    ///
    /// - Throws: ``RedisError`` of code `configuration`; its text does not contain the URL.
    public init(url: String) throws(RedisError) {
        guard let separator = url.firstRange(of: "://") else {
            throw Self.invalid("has no scheme; write redis://host:port or unix:///path")
        }
        let rest = url[separator.upperBound...]
        switch url[..<separator.lowerBound].lowercased() {
        case "redis": try self.init(authorityAndPath: rest)
        case "unix": try self.init(socketPath: rest)
        case "rediss": throw Self.invalid("asks for TLS (rediss), which is not supported")
        default: throw Self.invalid("has a scheme other than redis and unix")
        }
    }

    private init(socketPath encoded: Substring) throws(RedisError) {
        guard let path = encoded.percentDecoded, !path.utf8.contains(0) else {
            throw Self.invalid("has a socket path that is not percent-encoded")
        }
        guard path.hasPrefix("/"), path.count > 1 else {
            throw Self.invalid("needs an absolute socket path, as in unix:///path")
        }
        guard path.utf8.count <= Self.longestSocketPath else {
            throw Self.invalid("has a socket path of more than \(Self.longestSocketPath) bytes")
        }
        address = .unix(path: path)
    }

    private init(authorityAndPath rest: Substring) throws(RedisError) {
        guard !rest.contains(where: { $0 == "?" || $0 == "#" }) else {
            throw Self.invalid("has a query or fragment, which is not supported")
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash]
        let at = authority.lastIndex(of: "@")
        let hostAndPort = at.map { authority[authority.index(after: $0)...] } ?? authority
        address = try Self.address(hostAndPort)
        if let at { try readCredentials(authority[..<at]) }
        database = try Self.database(rest[slash...].dropFirst())
    }

    private mutating func readCredentials(_ text: Substring) throws(RedisError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let user = parts[0].percentDecoded,
            let password = parts[1].percentDecoded, !password.isEmpty
        else {
            throw Self.invalid("has credentials that are not user:password or :password, percent-encoded")
        }
        self.user = user.isEmpty ? nil : user
        self.password = password
    }

    private static func address(_ text: Substring) throws(RedisError) -> Address {
        var host = text
        var port = Substring(String(defaultPort))
        // The colons inside an IPv6 address's brackets don't separate a port.
        if let colon = text.lastIndex(of: ":"), !text[colon...].contains("]") {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { throw invalid("has no host") }
        guard let port = Int(port), (1...65_535).contains(port) else {
            throw invalid("has a port that is not a number from 1 to 65535")
        }
        return .tcp(host: String(host), port: port)
    }

    private static func database(_ text: Substring) throws(RedisError) -> Int {
        if text.isEmpty { return 0 }
        guard let database = Int(text), (0...65_535).contains(database) else {
            throw invalid("has a path that is not the number of a database")
        }
        return database
    }

    private static func invalid(_ problem: String) -> RedisError {
        RedisError(.configuration, "The Redis URL \(problem).")
    }
}

extension RedisEndpoint: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The URL without user and password, and a socket's path as it is: fit for logs.
    public var description: String {
        switch address {
        case .unix(let path): return "unix://\(path)"
        case .tcp(let host, let port):
            let bracketed = host.contains(":") ? "[\(host)]" : host
            return "redis://\(password == nil ? "" : "***@")\(bracketed):\(port)/\(database)"
        }
    }

    /// The same as ``description``.
    public var debugDescription: String { description }
    /// Keeps `dump` from showing the password.
    public var customMirror: Mirror { Mirror(self, children: ["url": description]) }
}
