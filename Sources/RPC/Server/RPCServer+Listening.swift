internal import Glibc
internal import NIOCore
internal import NIOPosix

extension RPCServer {
    /// Binds the address and accepts connections.
    func listen() async throws -> any Channel {
        let core = core
        let address = configuration.address
        let tls = configuration.tls
        let maximumAge = configuration.maximumConnectionAge
        let bootstrap = ServerBootstrap(group: eventLoopGroup)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.maxMessagesPerRead, value: 256)
            .childChannelOption(.maxMessagesPerRead, value: 4)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try SocketTuning.apply(to: channel, at: address)
                    let connection = ServerConnection(channel: channel, core: core)
                    try core.accept(connection)
                    try tls?.secure(channel).whenComplete { connection.handshakeEnded($0) }
                    try channel.pipeline.syncOperations.addHandler(connection)
                    if let maximumAge { connection.limitAge(to: maximumAge) }
                }
            }
        switch address {
        case .tcp(let host, let port):
            return try await bootstrap.bind(host: host, port: port).get()
        case .unix(let path):
            return try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
        }
    }
}

extension ServerConnection {
    /// Ends the connection at about this age; not at exactly that, since those that were made together would all be
    /// replaced together.
    fileprivate func limitAge(to maximum: TimeAmount) {
        let age = Int64(Double(maximum.nanoseconds) * .random(in: 0.9...1.1))
        let end = channel.eventLoop.scheduleTask(in: .nanoseconds(age)) { self.endOfAge() }
        channel.closeFuture.whenComplete { _ in end.cancel() }
    }
}

extension ServerCore {
    /// Counts a new connection.
    /// - Throws: when it is to be closed, because there are enough.
    fileprivate func accept(_ connection: ServerConnection) throws(ChannelError) {
        switch connections.insert(connection) {
        case .accepted: break
        case .acceptedLate: connection.drain()
        case .refused:
            counters.refusedConnections.wrappingAdd(1, ordering: .relaxed)
            throw .alreadyClosed
        }
        // Also one that ends before it has begun.
        connection.channel.closeFuture.whenComplete { _ in connections.remove(connection) }
        counters.acceptedConnections.wrappingAdd(1, ordering: .relaxed)
    }
}

extension RPCAddress {
    /// The address that a listener got.
    init(_ listener: any Channel, fallback: RPCAddress) {
        guard case .tcp(let host, _) = fallback, let port = listener.localAddress?.port else {
            self = fallback
            return
        }
        self = .tcp(host: host, port: port)
    }
}
