internal import Logging
internal import NIOCore
internal import NIOPosix

/// What the pool asks for.
extension RPCClient {
    /// Changes the pool under its lock, and does what it then asks for.
    func perform(_ body: (inout Pool) -> [Pool.Action]) {
        let actions = pool.withLock { body(&$0) }
        for action in actions { perform(action) }
    }

    /// As above, with a result.
    func perform<Result>(_ body: (inout Pool) -> (Result, [Pool.Action])) -> Result {
        let (result, actions) = pool.withLock { body(&$0) }
        for action in actions { perform(action) }
        return result
    }

    private func perform(_ action: Pool.Action) {
        switch action {
        case .connect(let slot, let attempt, let endpoint, let failures):
            connect(slot: slot, attempt: attempt, to: endpoint, failures)
        case .retry(let slot, let attempt, let delay):
            _ = eventLoopGroup.next().scheduleTask(in: delay) { [weak self] in
                self?.perform { $0.backoffElapsed(slot: slot, attempt: attempt, at: .now()) }
            }
        case .readmit(let slot, let delay):
            _ = eventLoopGroup.next().scheduleTask(in: delay) { [weak self] in
                self?.perform { $0.readmit(slot: slot, at: .now()) }
            }
        case .resolve:
            Task { await resolve() }
        case .resolveLater(let delay):
            _ = eventLoopGroup.next().scheduleTask(in: delay) { [weak self] in
                self?.perform { $0.resolutionElapsed(at: .now()) }
            }
        case .resume(let waiters, let result):
            for waiter in waiters { waiter.resume(returning: result) }
        case .retire(let connection):
            connection.retire()
        }
    }

    private func connect(slot: Int, attempt: Int, to endpoint: Endpoint, _ failures: ConsecutiveFailures) {
        if configuration.tls == nil {
            do throws(PlaintextRefused) {
                try endpoint.target.checkPlaintext(isAllowed: configuration.allowsPlaintextBeyondLoopback)
            } catch {
                return attemptEnded(.failure(error), slot: slot, attempt: attempt, endpoint)
            }
        }
        let bootstrap = ClientBootstrap(group: eventLoopGroup.next())
            .connectTimeout(configuration.connectTimeout)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try self.configuration.tls?.secure(channel, to: endpoint.address)
                    try channel.pipeline.syncOperations.addHandler(
                        self.makeConnection(channel, slot: slot, attempt: attempt, failures))
                }
            }
        let channel =
            switch endpoint.target {
            case .tcp(let host, let port): bootstrap.connect(host: host, port: port)
            case .unix(let path): bootstrap.connect(unixDomainSocketPath: path)
            }
        channel.flatMap { channel in
            TLSHandshake.ended(on: channel)
        }.flatMapThrowing { channel in
            try SocketTuning.apply(to: channel, at: endpoint.target)
            return try channel.pipeline.syncOperations.handler(type: ClientConnection.self)
        }.whenComplete { result in
            self.attemptEnded(result, slot: slot, attempt: attempt, endpoint)
        }
    }

    private func attemptEnded(
        _ result: Result<ClientConnection, any Error>, slot: Int, attempt: Int, _ endpoint: Endpoint
    ) {
        switch result {
        case .success(let connection):
            _ = connections.insert(connection)
            perform { $0.connected(slot: slot, attempt: attempt, connection, at: .now()) }
        case .failure(let error):
            logger.debug(
                "An RPC connection failed", metadata: ["address": "\(endpoint.target)", "error": "\(error)"])
            perform { pool in
                pool.connectFailed(
                    slot: slot, attempt: attempt, error: "\(error)", jitter: .random(in: 0...1), at: .now())
            }
        }
    }

    private func makeConnection(
        _ channel: any Channel, slot: Int, attempt: Int, _ failures: ConsecutiveFailures
    ) -> ClientConnection {
        ClientConnection(
            channel: channel, limits: configuration.limits, failures: failures, logger: logger,
            onUnusable: { [weak self] end in
                self?.perform { pool in
                    pool.lost(slot: slot, attempt: attempt, end: end, jitter: .random(in: 0...1), at: .now())
                }
            },
            onClosed: { [weak self] connection in self?.connections.remove(connection) })
    }
}
