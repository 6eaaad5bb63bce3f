import FoundationEssentials
import NIOCore

/// Whose requests are counted together.
enum RateLimitClient: Hashable, Sendable {
    /// What an IPv4 address has before it as an IPv6 one (RFC 4291, section 2.5.5.2): so a socket for both shows its clients.
    private static let mappedPrefix = [UInt8](repeating: 0, count: 10) + [0xff, 0xff]

    /// Somebody who has signed in, from wherever.
    case user(UUID)
    /// Everybody else at an address. One IPv6 host has a whole /64 of addresses, which are one client; an IPv4 address is the
    /// same client however it is written.
    case address(String)

    /// - Parameter forwardedFor: `X-Forwarded-For`, whose last address the nearest proxy has written; nil where there is
    ///   no proxy, as anybody can write what he likes then.
    init(forwardedFor: String?, address: SocketAddress?) {
        self.init(address: forwardedFor.flatMap(Self.lastAddress) ?? address)
    }

    init(address: SocketAddress?) {
        switch address {
        case .v6(let address):
            let bytes = withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
            if bytes.starts(with: Self.mappedPrefix) {
                self = .address(bytes.suffix(4).map { String($0) }.joined(separator: "."))
            } else {
                self = .address(bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":"))
            }
        case let address:
            self = .address(address?.ipAddress ?? "")
        }
    }

    private static func lastAddress(_ forwardedFor: String) -> SocketAddress? {
        guard let last = forwardedFor.split(separator: ",").last else { return nil }
        return try? SocketAddress(ipAddress: last.filter { $0 != " " && $0 != "\t" }, port: 0)
    }
}
