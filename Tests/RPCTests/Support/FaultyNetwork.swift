import NIOCore
import NIOPosix

@testable import RPC

/// A network between a client and a server that fails as a test wants: it relays bytes, and does something to those
/// that the server sends.
enum FaultyNetwork {
    enum Fault: Sendable {
        /// Breaks each connection after so many bytes.
        case cut(afterBytes: Int)
        /// Lets each connection stand, but nothing through after so many bytes.
        case stall(afterBytes: Int)
        /// Sends bytes one at a time.
        case trickle
    }

    /// Runs the body with the address of a network that leads to the server.
    static func run(
        to server: RPCAddress, _ fault: Fault, _ body: @Sendable (RPCAddress) async throws -> Void
    ) async throws {
        guard case .tcp(let host, let port) = server else { return }
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { client in
                ClientBootstrap(group: client.eventLoop)
                    .channelInitializer { server in
                        server.eventLoop.makeCompletedFuture {
                            try server.pipeline.syncOperations.addHandler(Relay(to: client, fault))
                        }
                    }
                    .connect(host: host, port: port)
                    .flatMapThrowing { server in
                        try client.pipeline.syncOperations.addHandler(Relay(to: server, nil))
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

/// Passes bytes on to the other channel, on the same event loop.
private final class Relay: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let other: any Channel
    private let fault: FaultyNetwork.Fault?
    private var passed = 0

    init(to other: any Channel, _ fault: FaultyNetwork.Fault?) {
        self.other = other
        self.fault = fault
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        switch fault {
        case nil:
            other.writeAndFlush(bytes, promise: nil)
        case .cut(let limit):
            pass(&bytes, upTo: limit)
            if passed >= limit { other.close(promise: nil) }
        case .stall(let limit):
            pass(&bytes, upTo: limit)
        case .trickle:
            while let byte = bytes.readSlice(length: 1) { other.writeAndFlush(byte, promise: nil) }
        }
    }

    private func pass(_ bytes: inout ByteBuffer, upTo limit: Int) {
        let count = min(limit - passed, bytes.readableBytes)
        guard count > 0, let part = bytes.readSlice(length: count) else { return }
        passed += count
        other.writeAndFlush(part, promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        other.close(promise: nil)
    }
}
