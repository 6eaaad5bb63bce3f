import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

@testable import lyceum

/// A small HTTP server that answers as the last part of the path says.
final class BenchServer: Sendable {
    private let channel: any Channel
    private let connected: Connected

    /// Calls the body with a server that is stopped afterwards.
    static func run<Result>(_ body: (BenchServer) async throws -> Result) async throws -> Result {
        let connected = Connected()
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 256)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    connected.count.withLock { $0 += 1 }
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = BenchServer(channel, connected)
        do {
            let result = try await body(server)
            try await channel.close()
            return result
        } catch {
            try? await channel.close()
            throw error
        }
    }

    private init(_ channel: any Channel, _ connected: Connected) {
        self.channel = channel
        self.connected = connected
    }

    var port: Int { channel.localAddress?.port ?? 0 }

    /// How many connections there have been.
    var connections: Int { connected.count.withLock { $0 } }

    private final class Connected: Sendable {
        let count = Mutex(0)
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private var uri = ""

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): uri = head.uri
            case .body: break
            case .end: answer(context)
            }
        }

        private func answer(_ context: ChannelHandlerContext) {
            switch uri.split(separator: "/").last {
            case "missing": send(.notFound, #"{"type": "/problems/not-found"}"#, context)
            case "broken": send(.internalServerError, "", context)
            case "cut": context.close(promise: nil)
            case "silent": break
            case "once": send(.ok, "{}", context, ["connection": "close"])
            case "garbage":
                // Below the encoder, which would make it HTTP.
                guard
                    let encoder = try? context.pipeline.syncOperations.context(
                        handlerType: HTTPResponseEncoder.self)
                else { return }
                encoder.writeAndFlush(NIOAny(ByteBuffer(string: "no HTTP\r\n\r\n")), promise: nil)
            default: send(.ok, "{}", context)
            }
        }

        private func send(
            _ status: HTTPResponseStatus, _ text: String, _ context: ChannelHandlerContext, _ headers: HTTPHeaders = [:]
        ) {
            var headers = headers
            headers.add(name: "content-length", value: "\(text.utf8.count)")
            context.write(
                wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))),
                promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}
