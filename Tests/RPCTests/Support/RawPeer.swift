import NIOCore
import NIOPosix

@testable import RPC

/// A peer that sends whatever bytes a test wants: the client's side of a connection.
struct RawPeer: Sendable {
    private let channel: any Channel
    private let frames: AsyncStream<Frame>

    /// A frame as it came.
    struct Frame: Sendable, Equatable {
        var header: FrameHeader
        var payload: ByteBuffer
    }

    /// Connects, and runs the body.
    static func run(to address: RPCAddress, _ body: @Sendable (RawPeer) async throws -> Void) async throws {
        let (frames, continuation) = AsyncStream<Frame>.makeStream()
        guard case .tcp(let host, let port) = address else { return }
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(FrameCollector(continuation))
                }
            }
            .connect(host: host, port: port).get()
        do {
            try await body(RawPeer(channel: channel, frames: frames))
        } catch {
            try? await channel.close()
            throw error
        }
        try? await channel.close()
    }

    func send(_ bytes: ByteBuffer) async throws {
        try await channel.writeAndFlush(bytes)
    }

    /// Sends without waiting for the peer to take the bytes.
    func post(_ bytes: ByteBuffer) {
        channel.writeAndFlush(bytes, promise: nil)
    }

    func sendFrame(
        _ type: FrameType = .request, id: UInt32, flags: UInt8 = 0, payload: ByteBuffer = ByteBuffer()
    ) async throws {
        try await send(.frame(type, id: id, flags: flags, payload: payload))
    }

    /// Sends a request of ``TestService/read``.
    func request(id: UInt32, _ text: String, timeoutNanoseconds: Int64 = 0, metadata: Metadata = [:]) async throws {
        let payload = ByteBuffer.request(
            TestService.read, text, timeoutNanoseconds: timeoutNanoseconds, metadata: metadata)
        try await sendFrame(id: id, payload: payload)
    }

    /// Opens a stream of ``TestService/watch``.
    func openStream(id: UInt32, _ text: String = "", metadata: Metadata = [:]) async throws {
        try await sendFrame(id: id, flags: 0x01, payload: .request(TestService.watch, text, metadata: metadata))
    }

    /// The next frame; nil once the connection is closed.
    func nextFrame() async -> Frame? {
        await frames.first { _ in true }
    }

    /// The next frame as a response, and the stream id that it is for.
    func nextResponse() async throws -> (id: UInt32, result: Result<String, Status>)? {
        guard let frame = await nextFrame() else { return nil }
        let result = try ResponseEnvelope.decode(frame.payload)
        return (frame.header.streamID, result.map { String(buffer: $0) })
    }

    /// Waits until the other side has closed the connection; frames that come before are dropped.
    func waitForClose() async {
        for await _ in frames {}
    }

    func close() async throws {
        try await channel.close()
    }

    /// Stops or goes on reading.
    func setReading(_ isReading: Bool) async throws {
        try await channel.setOption(.autoRead, value: isReading).get()
    }
}

extension ByteBuffer {
    static func frame(
        _ type: FrameType, id: UInt32, flags: UInt8 = 0, payload: ByteBuffer = ByteBuffer()
    ) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeFrameHeader(
            FrameHeader(payloadLength: UInt32(payload.readableBytes), streamID: id, type: type, flags: flags))
        buffer.writeImmutableBuffer(payload)
        return buffer
    }

    /// The payload of a request frame.
    static func request(
        _ method: MethodDescriptor, _ text: String, timeoutNanoseconds: Int64 = 0, metadata: Metadata = [:]
    ) -> ByteBuffer {
        let head = RequestHead(
            prefix: RequestEnvelope.prefix(service: method.service, method: method.name),
            timeoutNanoseconds: timeoutNanoseconds, metadata: metadata)
        var buffer = ByteBuffer()
        head.write(to: &buffer, messageSize: text.utf8.count) { $0.writeString(text) }
        return buffer
    }
}

/// Hands frames to a stream, which ends with the connection.
private final class FrameCollector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let frames: AsyncStream<RawPeer.Frame>.Continuation
    private var decoder = FrameDecoder()

    init(_ frames: AsyncStream<RawPeer.Frame>.Continuation) {
        self.frames = frames
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        decoder.append(unwrapInboundIn(data))
        while case .frame(let header, let payload) = try? decoder.next() {
            frames.yield(RawPeer.Frame(header: header, payload: payload))
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        frames.finish()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
