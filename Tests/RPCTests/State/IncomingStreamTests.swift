import NIOCore
import Testing

@testable import RPC

@Suite("A stream at its caller's end")
struct IncomingStreamTests {
    typealias Stream = IncomingStream<String>

    private static func message(_ byteCount: Int) -> ByteBuffer {
        ByteBuffer(repeating: 0x2e, count: byteCount)
    }

    /// What the receipt says, in a form to compare.
    private func outcome(_ receipt: Stream.Receipt) -> String {
        switch receipt {
        case .kept: "kept"
        case .handOver(let reader): "for \(reader)"
        case .overflow: "overflow"
        }
    }

    @Test("Messages are read in their order, and then the end, again and again")
    func reading() {
        var stream = Stream(byteLimit: 100)
        #expect(stream.read() == nil)
        #expect(outcome(stream.received(ByteBuffer(string: "a"))) == "kept")
        #expect(outcome(stream.received(ByteBuffer(string: "b"))) == "kept")
        #expect(stream.ended(.completed) == nil)
        #expect(stream.read() == .message(ByteBuffer(string: "a")))
        #expect(stream.read() == .message(ByteBuffer(string: "b")))
        #expect(stream.read() == .end(.completed))
        #expect(stream.read() == .end(.completed))
    }

    @Test("Who waits gets the next message or the end, once")
    func waiting() {
        var stream = Stream(byteLimit: 100)
        stream.wait("first")
        #expect(outcome(stream.received(Self.message(1))) == "for first")
        #expect(outcome(stream.received(Self.message(1))) == "kept")
        _ = stream.read()
        stream.wait("second")
        #expect(stream.ended(.unsent) == "second")
        #expect(stream.ended(.completed) == nil)
        #expect(stream.read() == .end(.unsent))
    }

    @Test("A stream that is given up drops what was not read, and what still comes")
    func aborting() {
        var stream = Stream(byteLimit: 100)
        _ = stream.received(Self.message(1))
        #expect(stream.abort(.callerCancelled) == nil)
        #expect(outcome(stream.received(Self.message(1))) == "kept")
        #expect(stream.ended(.completed) == nil)
        #expect(stream.read() == .end(.failed(.callerCancelled)))
        var awaited = Stream(byteLimit: 100)
        awaited.wait("reader")
        #expect(awaited.abort(.callerCancelled) == "reader")
        #expect(awaited.abort(.deadlineExceeded) == nil)
    }

    @Test("A stream that is given up before all of it was read is not whole, although its end has come")
    func abortingBehindTheEnd() {
        var stream = Stream(byteLimit: 100)
        for _ in 0..<2 { _ = stream.received(Self.message(1)) }
        #expect(stream.ended(.completed) == nil)
        _ = stream.read()
        #expect(stream.abort(.callerCancelled) == nil)
        #expect(stream.read() == .end(.failed(.callerCancelled)))
        var whole = Stream(byteLimit: 100)
        _ = whole.received(Self.message(1))
        _ = whole.ended(.completed)
        _ = whole.read()
        #expect(whole.abort(.callerCancelled) == nil)
        #expect(whole.read() == .end(.completed))
    }

    @Test("More than the limit may not wait, except for a single message")
    func overflow() {
        var stream = Stream(byteLimit: 50)
        #expect(outcome(stream.received(Self.message(1000))) == "kept")
        #expect(outcome(stream.received(Self.message(0))) == "overflow")
        _ = stream.read()
        // Each costs ten bytes more than its own.
        for _ in 0..<5 { #expect(outcome(stream.received(Self.message(0))) == "kept") }
        #expect(outcome(stream.received(Self.message(0))) == "overflow")
        _ = stream.read()
        #expect(outcome(stream.received(Self.message(0))) == "kept")
    }

    @Test("What was read is granted when it is worth a frame, and not after the end")
    func grants() {
        let half = StreamWindow.grantByteCount
        var stream = Stream(byteLimit: .max)
        _ = stream.received(Self.message(half - 11))
        _ = stream.received(Self.message(half))
        #expect(stream.takeGrant() == nil)
        _ = stream.read()
        #expect(stream.takeGrant() == nil)
        _ = stream.read()
        #expect(stream.takeGrant() == half - 1 + half + 10)
        #expect(stream.takeGrant() == nil)
        stream.wait("reader")
        _ = stream.received(Self.message(half))
        #expect(stream.takeGrant() == half + 10)
        _ = stream.received(Self.message(half))
        _ = stream.ended(.completed)
        _ = stream.read()
        #expect(stream.takeGrant() == nil)
    }

    @Test("A message that waits does not hold on to all that arrived with it")
    func compaction() {
        var stream = Stream(byteLimit: 100)
        var received = Self.message(65_536)
        let slice = received.readSlice(length: 3) ?? ByteBuffer()
        _ = stream.received(slice)
        guard case .message(let message) = stream.read() else {
            Issue.record("nothing was kept")
            return
        }
        #expect(message == slice)
        #expect(message.storageCapacity < 100)
    }
}
