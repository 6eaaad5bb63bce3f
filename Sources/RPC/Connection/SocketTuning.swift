internal import NIOCore

/// Socket options that both ends set.
enum SocketTuning {
    /// Unacknowledged bytes end a connection after this many milliseconds (tcp(7), TCP_USER_TIMEOUT): a peer that
    /// vanished without a word is noticed while calls are in flight.
    private static let userTimeoutMilliseconds: ChannelOptions.Types.SocketOption.Value = 20_000
    private static let userTimeout = NIOBSDSocket.Option(rawValue: 18)
    /// A silent connection is probed after this many seconds, and then as often (tcp(7), TCP_KEEPIDLE, TCP_KEEPINTVL):
    /// an endless stream has no deadline that would end it when its caller has vanished.
    private static let keepaliveSeconds: ChannelOptions.Types.SocketOption.Value = 30
    private static let keepaliveIdle = NIOBSDSocket.Option(rawValue: 4)
    private static let keepaliveInterval = NIOBSDSocket.Option(rawValue: 5)

    /// Small frames leave at once, and peers that vanish are noticed. Unix sockets have neither problem.
    static func apply(to channel: any Channel, at address: RPCAddress) throws {
        guard case .tcp = address, let options = channel.syncOptions else { return }
        try options.setOption(.socketOption(.so_keepalive), value: 1)
        try options.setOption(.tcpOption(keepaliveIdle), value: keepaliveSeconds)
        try options.setOption(.tcpOption(keepaliveInterval), value: keepaliveSeconds)
        try options.setOption(.tcpOption(.tcp_nodelay), value: 1)
        try options.setOption(.tcpOption(userTimeout), value: userTimeoutMilliseconds)
    }
}
