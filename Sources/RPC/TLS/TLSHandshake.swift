internal import NIOCore
internal import NIOSSL
internal import NIOTLS

/// Stands between TLS and a connection until the handshake is done: it has a deadline, and its outcome is told once.
final class TLSHandshake: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    /// What both sides name by ALPN (RFC 7301): a peer that means another protocol notices at once.
    static let applicationProtocol = "ttrpc"

    /// Succeeds with who the peer proved to be; nil when it has shown no certificate.
    let outcome: EventLoopFuture<PeerIdentity?>
    private let promise: EventLoopPromise<PeerIdentity?>
    private let timeout: TimeAmount
    private var timer: Scheduled<Void>?
    private var hasEnded = false

    init(timeout: TimeAmount, on eventLoop: any EventLoop) {
        self.timeout = timeout
        promise = eventLoop.makePromise()
        outcome = promise.futureResult
    }

    deinit {
        // The channel was never connected, or was closed before it took this handler.
        end(.failure(.closed))
    }

    /// Waits, on a channel that was just connected, for its handshake, if it is to have one.
    static func ended(on channel: any Channel) -> EventLoopFuture<any Channel> {
        let handshake = try? channel.pipeline.syncOperations.handler(type: TLSHandshake.self)
        return handshake?.outcome.map { _ in channel } ?? channel.eventLoop.makeSucceededFuture(channel)
    }

    func channelActive(context: ChannelHandlerContext) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: timeout) {
            self.end(.failure(.timedOut))
            context.close(promise: nil)
        }
        context.fireChannelActive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted = event as? TLSUserEvent {
            let certificate = try? context.pipeline.syncOperations.handler(type: NIOSSLHandler.self).peerCertificate
            end(.success(certificate.map(PeerIdentity.init)))
            context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(.failure(TLSHandshakeError(error)))
        context.fireErrorCaught(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.failure(.closed))
        context.fireChannelInactive()
    }

    private func end(_ result: Result<PeerIdentity?, TLSHandshakeError>) {
        guard !hasEnded else { return }
        hasEnded = true
        timer?.cancel()
        promise.completeWith(result.mapError { $0 })
    }
}
