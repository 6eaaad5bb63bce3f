import NIOCore
import NIOEmbedded
import Testing

@testable import RPC

@Suite("TLS handshakes that never begin")
struct AbandonedHandshakeTests {
    @Test("Who waits for the handshake of a channel that is closed before it is connected is told")
    func neverConnected() throws {
        let channel = EmbeddedChannel()
        let outcome = try addHandshake(to: channel)
        try channel.close().wait()
        channel.embeddedEventLoop.run()
        #expect(throws: TLSHandshakeError.closed) { try outcome.wait() }
    }

    private func addHandshake(to channel: EmbeddedChannel) throws -> EventLoopFuture<PeerIdentity?> {
        let handshake = TLSHandshake(timeout: .seconds(10), on: channel.eventLoop)
        try channel.pipeline.syncOperations.addHandler(handshake)
        return handshake.outcome
    }
}
