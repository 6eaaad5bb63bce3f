/// Where a server listens and clients connect: `host:port`, `[IPv6]:port` or `unix:/path`.
public enum RPCAddress: Sendable, Hashable {
    /// A DNS name or an IP address (without brackets), and a port; 0 lets the system choose, for a server only.
    case tcp(host: String, port: Int)
    /// A socket file. Its path has at most 107 bytes (unix(7)).
    case unix(path: String)

    /// Parses an address; nil when the text is none.
    public init?(_ text: String) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst("unix:".count))
            guard path.hasPrefix("/"), path.utf8.count <= 107 else { return nil }
            self = .unix(path: path)
            return
        }
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let port = UInt16(digits)
        else { return nil }
        guard let host = Self.host(text[..<colon]) else { return nil }
        self = .tcp(host: host, port: Int(port))
    }

    private static func host(_ text: Substring) -> String? {
        if text.hasPrefix("["), text.hasSuffix("]") {
            let address = text.dropFirst().dropLast()
            return address.contains(":") ? String(address) : nil
        }
        // A colon without brackets would be an IPv6 address whose port can't be told apart.
        return text.isEmpty || text.contains(":") ? nil : String(text)
    }
}

extension RPCAddress: CustomStringConvertible {
    /// The text that ``init(_:)`` parses.
    public var description: String {
        switch self {
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }
}
