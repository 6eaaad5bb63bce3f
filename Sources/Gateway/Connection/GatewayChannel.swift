import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// A connection of the gateway: the framework's for HTTP/1, with ``ConnectionHandler`` right behind the codec.
struct GatewayChannel: HTTPChannelHandler {
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    /// The most header fields of a request.
    private static let fieldCountLimit = 100

    let configuration: GatewayConfiguration
    let responder: Responder

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            // ConnectionHandler and NIOAsyncChannel keep the order of pipelined requests, the framework answers errors, and
            // checks what goes into headers.
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
            try pipeline.addHandlers(
                ConnectionHandler(
                    state: ConnectionState(
                        idleTimeout: configuration.idleTimeout, drainGrace: configuration.drainGrace,
                        at: channel.eventLoop.now),
                    responder: configuration.nearCache.map {
                        NearCacheResponder(cache: $0, rateLimiter: configuration.rateLimiter)
                    }),
                HTTP1ToHTTPServerCodec(secure: false),
                SendTimeoutHandler(timeout: configuration.receiveTimeout),
                ReceiveTimeoutHandler(timeout: configuration.receiveTimeout),
                HeaderOverflowHandler())
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    func handle(value channel: Value, logger: Logger) async {
        await handleHTTP(asyncChannel: channel, logger: logger)
    }

    private var limits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = configuration.headerLimit
        limits.maxHeaderListSize = configuration.headerLimit
        limits.maxHeaderFieldCount = Self.fieldCountLimit
        return limits
    }
}
