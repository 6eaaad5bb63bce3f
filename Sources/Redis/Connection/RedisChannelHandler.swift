import NIOCore

/// Decodes what arrives and hands the replies of each read to the connection together.
final class RedisChannelHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let connection: RedisConnection
    private var decoder: RESPDecoder
    private var replies: [RedisReply] = []

    init(connection: RedisConnection, limits: ReplyLimits) {
        self.connection = connection
        decoder = RESPDecoder(limits: limits)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        do throws(RESPError) {
            try decoder.decode(unwrapInboundIn(data), into: &replies)
        } catch {
            connection.failed(error.asRedisError)
        }
        connection.received(replies)
        replies.removeAll(keepingCapacity: true)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        connection.failed(RedisError(.unavailable, "The connection to Redis failed: \(error)"))
    }
}
