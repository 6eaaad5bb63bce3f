/// A host and a TCP port, written `host:port`, with an IPv6 address in brackets.
public struct HostPort: Sendable, Hashable, CustomStringConvertible {
    /// A host name, or an IP address without brackets.
    public let host: String
    /// 0 lets the system choose, for a listener only.
    public let port: Int

    /// An address that is known to be well-formed.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Parses `host:port`; nil when the text is anything else.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let port = UInt16(digits) else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard host.contains(":") else { return nil }
        } else if host.contains(":") {
            return nil
        }
        guard HostPort.isHost(String(host)) else { return nil }
        self.init(host: String(host), port: Int(port))
    }

    /// The address as it is written in settings.
    public var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// Whether the text can be a host name (RFC 1123, underscores allowed as container names have them), an IPv4
    /// address or, without brackets, an IPv6 address. Whether it resolves is another matter.
    static func isHost(_ text: String) -> Bool {
        guard 1...253 ~= text.utf8.count else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: ":"):
                true
            default: false
            }
        }
    }
}
