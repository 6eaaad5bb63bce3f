internal import NIOCore

extension RPCAddress {
    /// Whether what is sent there can't leave the machine: a unix socket, `localhost`, 127.0.0.0/8 or ::1. Other names
    /// count as beyond it, whatever they resolve to today.
    public var isLoopback: Bool {
        guard case .tcp(let host, _) = self else { return true }
        switch try? SocketAddress(ipAddress: host, port: 0) {
        case .v4(let address): return UInt32(bigEndian: address.address.sin_addr.s_addr) >> 24 == 127
        case .v6: return host == "::1"
        case .unixDomainSocket, nil: return host == "localhost"
        }
    }
}
