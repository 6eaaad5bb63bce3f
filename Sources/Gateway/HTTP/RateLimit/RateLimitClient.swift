import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// Whose requests are counted together.
enum RateLimitClient: Hashable, Sendable {
    /// Somebody who has signed in, from wherever.
    case user(UUID)
    /// Everybody else at an address. One IPv6 host has a whole /64 of addresses, which are one client.
    case address(String)

    /// - Parameter trustsProxy: whether the last address in `X-Forwarded-For`, which the nearest proxy has written, is
    ///   the client's; without that proxy anybody can write what he likes.
    init(_ request: Request, _ context: GatewayContext, trustsProxy: Bool) {
        if let caller = context.caller {
            self = .user(caller.identity.userID)
        } else {
            let forwarded = trustsProxy ? Self.forwardedAddress(request) : nil
            self.init(address: forwarded ?? context.channel.remoteAddress)
        }
    }

    init(address: SocketAddress?) {
        switch address {
        case .v6(let address):
            let prefix = withUnsafeBytes(of: address.address.sin6_addr) { Array($0.prefix(8)) }
            self = .address(prefix.map { String($0, radix: 16) }.joined(separator: ":"))
        case let address:
            self = .address(address?.ipAddress ?? "")
        }
    }

    private static func forwardedAddress(_ request: Request) -> SocketAddress? {
        guard let name = HTTPField.Name("X-Forwarded-For"),
            let last = request.headers[name]?.split(separator: ",").last
        else { return nil }
        return try? SocketAddress(ipAddress: last.filter { $0 != " " && $0 != "\t" }, port: 0)
    }
}
