import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
import RPC

/// A TLS client that only shakes hands.
enum TLSProbe {
    /// The common name of the certificate that a server shows, whoever has signed it.
    static func commonName(
        at address: RPCAddress, maximumVersion: TLSVersion? = nil
    ) async throws -> String? {
        guard case .tcp(let host, let port) = address else { return nil }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        configuration.minimumTLSVersion = .tlsv1
        configuration.maximumTLSVersion = maximumVersion
        let context = try NIOSSLContext(configuration: configuration)
        let name = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: String?.self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        NIOSSLClientHandler(context: context, serverHostname: nil), NameReader(name))
                }
            }
            .connect(host: host, port: port).get()
        defer { channel.close(promise: nil) }
        return try await name.futureResult.get()
    }

    private final class NameReader: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let name: EventLoopPromise<String?>

        init(_ name: EventLoopPromise<String?>) {
            self.name = name
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            guard case .handshakeCompleted = event as? TLSUserEvent else { return }
            let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLHandler.self)
            name.succeed(handler?.peerCertificate?.subjectName.first { $0.type == .commonName }?.value)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            name.fail(error)
            context.close(promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            name.fail(ChannelError.eof)
        }
    }
}
