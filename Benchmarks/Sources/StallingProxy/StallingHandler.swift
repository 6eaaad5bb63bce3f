import Foundation
import NIOCore

/// Splits what a server sends into frames (docs/PROTOCOL.md), and holds a share of the replies back.
final class StallingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Length and stream, both four bytes, then a byte each for type and flags.
    private static let headerSize = 10
    private static let typeOffset = 8
    private static let response: UInt8 = 2

    private let share: Double
    private let delay: TimeAmount
    private var received = ByteBuffer()

    init(share: Double, delay: TimeAmount) {
        self.share = share
        self.delay = delay
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if received.readableBytes == 0 { received = bytes } else { received.writeBuffer(&bytes) }
        while let frame = nextFrame() {
            let type = frame.getInteger(at: frame.readerIndex + Self.typeOffset, as: UInt8.self)
            if type == Self.response, Double.random(in: 0..<1) < share {
                holdBack(frame, context: context)
            } else {
                context.fireChannelRead(wrapInboundOut(frame))
            }
        }
    }

    private func nextFrame() -> ByteBuffer? {
        guard let length = received.getInteger(at: received.readerIndex, as: UInt32.self) else { return nil }
        return received.readSlice(length: Self.headerSize + Int(length))
    }

    private func holdBack(_ frame: ByteBuffer, context: ChannelHandlerContext) {
        FileHandle.standardError.write(Data("held back\n".utf8))
        context.eventLoop.assumeIsolated().scheduleTask(in: delay) {
            context.fireChannelRead(self.wrapInboundOut(frame))
            context.fireChannelReadComplete()
        }
    }
}
