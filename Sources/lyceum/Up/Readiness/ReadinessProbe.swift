internal import NIOCore
internal import NIOPosix
internal import ServiceKit

/// Asks a service on its admin listener whether it is ready.
struct ReadinessProbe: Sendable {
    /// A service that takes longer is not ready.
    static let limit: TimeAmount = .seconds(1)

    let address: HostPort

    /// Whether `/health/ready` answers 200 now.
    func isReady() async -> Bool {
        (try? await statusLine())?.hasPrefix("HTTP/1.1 200 ") ?? false
    }

    /// Returns when the service is ready.
    /// - Throws: `CancellationError`
    func untilReady() async throws {
        while await !isReady() { try await Task.sleep(for: .milliseconds(50)) }
    }

    private func statusLine() async throws -> String {
        let request = ByteBuffer(
            string: "GET /health/ready HTTP/1.1\r\nHost: \(address)\r\nConnection: close\r\n\r\n")
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connectTimeout(Self.limit)
            .connect(host: address.host, port: address.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(IdleStateHandler(readTimeout: Self.limit))
                    try channel.pipeline.syncOperations.addHandler(CloseWhenIdle())
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(request)
            var answer = ""
            for try await bytes in inbound {
                answer += String(buffer: bytes)
                if answer.contains("\r\n") { break }
            }
            return answer
        }
    }
}

/// Closes a connection on which nothing came for a while.
private final class CloseWhenIdle: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }
}
