internal import NIOCore
internal import NIOSSL

extension ServerTLS {
    /// Puts TLS at the head of an accepted connection's pipeline.
    ///
    /// - Returns: who the client proved to be, once the handshake is done.
    func secure(_ channel: any Channel) throws -> EventLoopFuture<PeerIdentity?> {
        let handshake = TLSHandshake(timeout: configuration.handshakeTimeout, on: channel.eventLoop)
        try channel.pipeline.syncOperations.addHandlers(NIOSSLServerHandler(context: current), handshake)
        return handshake.outcome
    }
}

extension ClientTLS {
    /// Puts TLS at the head of a pipeline that is to be connected to this address.
    func secure(_ channel: any Channel, to address: RPCAddress) throws {
        let handshake = TLSHandshake(timeout: configuration.handshakeTimeout, on: channel.eventLoop)
        let handler = try NIOSSLClientHandler(context: current, serverHostname: serverName(at: address))
        try channel.pipeline.syncOperations.addHandlers(handler, handshake)
    }

    /// The name to ask for and to find in the certificate; nil for an IP address, which the certificate must then carry.
    private func serverName(at address: RPCAddress) -> String? {
        if let name = configuration.serverName { return name }
        guard case .tcp(let host, _) = address, (try? SocketAddress(ipAddress: host, port: 0)) == nil else {
            return nil
        }
        return host
    }
}
