import NIOCore
import NIOPosix

@testable import RPC

/// A network between a client and a server that fails as a test wants: it relays bytes, and does something to those
/// that go in one direction.
enum FaultyNetwork {
    enum Fault: Sendable {
        /// Breaks each connection after so many bytes.
        case cut(afterBytes: Int)
        /// Lets each connection stand, but nothing through after so many bytes.
        case stall(afterBytes: Int)
        /// Sends bytes one at a time.
        case trickle
        /// Lets everything through, in its order, but so much later.
        case delay(by: TimeAmount)
        /// Loses the bytes at these positions of each connection, and lets through what comes behind them, so that
        /// frames no longer begin where their reader thinks.
        case drop(Range<Int>)
    }

    /// Whose bytes it happens to; the others pass.
    enum Direction: Sendable, CaseIterable {
        case clientToServer, serverToClient
    }

    /// Runs the body with the address of a network that leads to the server.
    static func run(
        to server: RPCAddress, _ fault: Fault, _ direction: Direction = .serverToClient,
        _ body: @Sendable (RPCAddress) async throws -> Void
    ) async throws {
        guard case .tcp(let host, let port) = server else { return }
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { client in
                ClientBootstrap(group: client.eventLoop)
                    .channelInitializer { server in
                        server.eventLoop.makeCompletedFuture {
                            try server.pipeline.syncOperations.addHandler(
                                FaultyRelay(to: client, direction == .serverToClient ? fault : nil))
                        }
                    }
                    .connect(host: host, port: port)
                    .flatMapThrowing { server in
                        try client.pipeline.syncOperations.addHandler(
                            FaultyRelay(to: server, direction == .clientToServer ? fault : nil))
                    }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            try await body(.tcp(host: "127.0.0.1", port: listener.localAddress?.port ?? 0))
        } catch {
            try? await listener.close()
            throw error
        }
        try? await listener.close()
    }
}
