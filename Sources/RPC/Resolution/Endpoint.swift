internal import NIOCore

/// Where a connection leads: an address of the configuration, or one of several that its name stands for.
struct Endpoint: Hashable, Sendable {
    /// As the configuration has it; a certificate is checked against it.
    let address: RPCAddress
    /// The IP address that the name was resolved to; nil where there is no name.
    var ip: String?

    init(_ address: RPCAddress, ip: String? = nil) {
        self.address = address
        self.ip = ip
    }

    /// The address to connect to.
    var target: RPCAddress {
        guard let ip, case .tcp(_, let port) = address else { return address }
        return .tcp(host: ip, port: port)
    }
}

extension RPCAddress {
    /// The name that has to be resolved before anything can be connected; nil for IP addresses and socket files.
    var name: String? {
        guard case .tcp(let host, _) = self, (try? SocketAddress(ipAddress: host, port: 0)) == nil else { return nil }
        return host
    }
}
