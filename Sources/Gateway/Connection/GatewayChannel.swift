import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// How a connection of the gateway is set up: SwiftNIO's decoder for HTTP/1, and what stands between it and the routes.
struct GatewayChannel<Responder: HTTPResponder>: ServerChildChannel where Responder.Context == GatewayContext {
    struct Value: ServerChildChannelValue {
        let channel: any Channel
    }

    /// The most header fields of a request.
    private let fieldCountLimit = 100
    /// Bytes: the most that the system gives in one read.
    private let readLimit = 64 << 10

    let configuration: GatewayConfiguration
    let responder: Responder
    private let metrics: ConnectionMetrics
    private let clock = HTTPClock()

    init(
        configuration: GatewayConfiguration, responder: Responder, metrics: ConnectionMetrics = ConnectionMetrics()
    ) {
        self.configuration = configuration
        self.responder = responder
        self.metrics = metrics
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            // RequestHandler keeps the order of pipelined requests and answers errors; answers come as bytes.
            try channel.pipeline.syncOperations.addHandlers(
                decoder,
                ConnectionHandler(
                    state: ConnectionState(
                        idleTimeout: configuration.idleTimeout, receiveTimeout: configuration.receiveTimeout,
                        drainGrace: configuration.drainGrace, at: channel.eventLoop.now),
                    responder: configuration.nearCache.map {
                        NearCacheResponder(cache: $0, rateLimiter: configuration.rateLimiter)
                    }),
                SendTimeoutHandler(timeout: configuration.receiveTimeout),
                ReceiveTimeoutHandler(timeout: configuration.receiveTimeout),
                RequestHandler(
                    responder: responder, bodyLimit: configuration.bodyLimit, bodyMemory: configuration.bodyMemory,
                    metrics: metrics, clock: clock, logger: logger))
            return Value(channel: channel)
        }
    }

    /// Returns when the connection has ended. A request that was under way is cancelled then, and not waited for.
    func handle(value connection: Value, logger: Logger) async {
        await withTaskCancellationHandler {
            // It can't fail.
            try? await connection.channel.closeFuture.get()
        } onCancel: {
            connection.channel.close(promise: nil)
        }
    }

    /// Keeps no more than what a field of a request may have and one read: what is not HTTP any more, behind a request to
    /// change the protocol, and white space without end are all that it would keep beyond.
    var decoder: ByteToMessageHandler<HTTPRequestDecoder> {
        ByteToMessageHandler(
            HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: limits),
            maximumBufferSize: configuration.headerLimit + readLimit)
    }

    private var limits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = configuration.headerLimit
        limits.maxHeaderListSize = configuration.headerLimit
        limits.maxHeaderFieldCount = fieldCountLimit
        return limits
    }
}
