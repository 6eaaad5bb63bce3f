import NIOCore
import PeerLoad

/// Answers each request by as many bytes as ours would; the first byte names the load.
final class PongHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let replies = [Load.echo, .batch].map { load in
        (sizes: FrameSizes(of: load), bytes: ByteBuffer(repeating: 0, count: FrameSizes(of: load).reply))
    }
    private var received = 0
    private var load = 0

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        while bytes.readableBytes > 0 {
            if received == 0 { load = Int(bytes.getInteger(at: bytes.readerIndex, as: UInt8.self) ?? 0) }
            let piece = min(Self.replies[load].sizes.request - received, bytes.readableBytes)
            bytes.moveReaderIndex(forwardBy: piece)
            received += piece
            guard received == Self.replies[load].sizes.request else { continue }
            received = 0
            context.write(wrapOutboundOut(Self.replies[load].bytes), promise: nil)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.flush()
    }
}
