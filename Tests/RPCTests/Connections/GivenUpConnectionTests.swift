import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@testable import RPC

@Suite("Connections that this side gives up", .timeLimit(.minutes(1)))
struct GivenUpConnectionTests {
    /// Closes only when it is told to, as TLS does that waits for its peer to take leave.
    private final class ClosingLater: ChannelOutboundHandler, RemovableChannelHandler, Sendable {
        typealias OutboundIn = ByteBuffer

        func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {}
    }

    @Test("Their calls end at once, though the channel takes its time to close, and nothing more of them is written")
    func slowClose() async throws {
        let patience = ClosingLater()
        let channel = await NIOAsyncTestingChannel(handler: patience)
        try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1))
        let connection = try await channel.testingEventLoop.executeInContext {
            let connection = ClientConnection(
                channel: channel, limits: RPCClientLimits(), failures: ConsecutiveFailures(limit: 5),
                logger: .quiet,
                onUnusable: { _ in }, onClosed: { _ in })
            try channel.pipeline.syncOperations.addHandler(connection)
            return connection
        }
        let call = OutgoingCall(TestService.write, Blob("x"), CallOptions(deadline: .distantFuture))
        async let sent = connection.call(call, at: .now(), failedAttempts: 0)
        _ = try await channel.waitForOutboundWrite(as: ByteBuffer.self)
        channel.isWritable = false
        async let unsent = connection.call(call, at: .now(), failedAttempts: 0)
        while connection.outstandingCalls < 2 { await Task.yield() }
        connection.close(because: "it is over")
        guard case .lost(because: "it is over") = await sent, case .unsent = await unsent else {
            Issue.record("\(await (sent, unsent))")
            return
        }
        #expect(channel.isActive)
        channel.isWritable = true
        try await channel.testingEventLoop.executeInContext { channel.pipeline.fireChannelWritabilityChanged() }
        await channel.testingEventLoop.run()
        #expect(try await channel.readOutbound(as: ByteBuffer.self) == nil)
        try await channel.pipeline.removeHandler(patience)
        try await channel.close()
    }

    @Test("A server cancels their handlers at once and starts no further call, though the channel still reads")
    func slowCloseOfServer() async throws {
        let (started, cancelled) = (Signal(), Signal())
        let service = TestService { request, _ in
            started.raise()
            do { try await suspendUntilCancelled() } catch { cancelled.raise() }
            return request
        }
        let core = ServerCore(
            services: [service], interceptors: [], configuration: RPCServerConfiguration(address: .loopback),
            logger: .quiet)
        let patience = ClosingLater()
        let channel = await NIOAsyncTestingChannel(handler: patience)
        try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1))
        let connection = try await channel.testingEventLoop.executeInContext {
            let connection = ServerConnection(channel: channel, core: core)
            try channel.pipeline.syncOperations.addHandler(connection)
            return connection
        }
        try await channel.writeInbound(ByteBuffer.frame(.request, id: 1, payload: .request(TestService.read, "x")))
        await started.wait()
        connection.close(because: "it is over")
        await cancelled.wait()
        #expect(channel.isActive)
        try await channel.writeInbound(ByteBuffer.frame(.request, id: 3, payload: .request(TestService.read, "y")))
        #expect(core.counters.startedCalls.load(ordering: .relaxed) == 1)
        await channel.testingEventLoop.run()
        try await channel.pipeline.removeHandler(patience)
        try await channel.close()
    }
}
