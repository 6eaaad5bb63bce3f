import NIOCore
import NIOEmbedded
import Testing

@testable import Gateway

@Suite("Clients that do not read")
struct SendTimeoutTests {
    private let channel: EmbeddedChannel

    init() throws {
        channel = EmbeddedChannel(handler: SendTimeoutHandler(timeout: .seconds(10)))
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
    }

    private func setWritable(_ isWritable: Bool) {
        channel.isWritable = isWritable
        channel.pipeline.fireChannelWritabilityChanged()
    }

    private var isOpen: Bool {
        channel.embeddedEventLoop.run()
        return channel.isActive
    }

    @Test("Who accepts nothing for the time is disconnected")
    func nothing() {
        channel.write(ByteBuffer(string: "abc"), promise: nil)
        setWritable(false)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(9_999))
        #expect(isOpen)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!isOpen)
    }

    @Test("Who accepts something each time may take as long as he likes")
    func progress() throws {
        // Bytes that were flushed are no longer waiting here.
        channel.write(ByteBuffer(string: "abc"), promise: nil)
        setWritable(false)
        channel.embeddedEventLoop.advanceTime(by: .seconds(5))
        channel.flush()
        channel.embeddedEventLoop.advanceTime(by: .seconds(5))
        #expect(isOpen)
        channel.embeddedEventLoop.advanceTime(by: .seconds(10))
        #expect(!isOpen)
    }

    @Test("Who has accepted all has nothing to fear")
    func accepted() {
        channel.write(ByteBuffer(string: "abc"), promise: nil)
        setWritable(false)
        channel.embeddedEventLoop.advanceTime(by: .seconds(5))
        setWritable(true)
        channel.embeddedEventLoop.advanceTime(by: .seconds(60))
        #expect(isOpen)
    }
}
