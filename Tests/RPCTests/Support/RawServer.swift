import NIOCore
import NIOPosix

@testable import RPC

/// A peer that answers whatever a test wants: the server's side of a connection. Each frame is answered by what the
/// closure returns; nil closes the connection.
enum RawServer {
    typealias Answer = @Sendable (RawPeer.Frame) -> ByteBuffer?

    /// - Parameter reads: whether it reads what is sent to it.
    static func run(
        reads: Bool = true, answer: @escaping Answer, _ body: @Sendable (RPCAddress) async throws -> Void
    ) async throws {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.autoRead, value: reads)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(FrameAnswerer(answer))
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

    /// Refuses the first call unheard, as a server does that shuts down, and answers the others with nothing.
    /// - Parameter refused: is raised by the first call.
    static func refusingFirst(_ refused: Signal) -> Answer {
        { frame in
            var bytes = OutboundBuffer()
            if refused.isRaised {
                bytes.appendFrame(.response, streamID: frame.header.streamID, payload: ByteBuffer())
            } else {
                // Draining: this call was not started, and is refused in the same breath.
                refused.raise()
                bytes.append(.settings(ServerSettings()))
                bytes.append(.goAway(lastStreamID: 0))
                bytes.appendFailure(.draining, streamID: frame.header.streamID, isExtended: true)
            }
            return bytes.take()
        }
    }
}

private final class FrameAnswerer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let answer: RawServer.Answer
    private var decoder = FrameDecoder()

    init(_ answer: @escaping RawServer.Answer) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        decoder.append(unwrapInboundIn(data))
        while case .frame(let header, let payload) = try? decoder.next() {
            guard let bytes = answer(RawPeer.Frame(header: header, payload: payload)) else {
                context.close(promise: nil)
                return
            }
            context.channel.writeAndFlush(bytes, promise: nil)
        }
    }
}
