import NIOCore
import Testing

@testable import RPC

@Suite("Frames that wait to be written")
struct OutboundBufferTests {
    @Test("Frames are joined, and one flush is asked for until all is taken")
    func joining() {
        var outbound = OutboundBuffer()
        #expect(outbound.claimFlush() == false)
        outbound.appendFrame(.request, streamID: 1, payload: ByteBuffer(string: "a"))
        #expect(outbound.claimFlush() == true)
        outbound.appendFrame(.request, streamID: 3, payload: ByteBuffer(string: "b"))
        #expect(outbound.claimFlush() == false)
        #expect(outbound.take()?.readableBytes == 22)
        #expect(outbound.isEmpty)
        #expect(outbound.take() == nil)
        #expect(outbound.claimFlush(evenIfEmpty: true) == true)
        #expect(outbound.take() == nil)
        outbound.appendFrame(.request, streamID: 5, payload: ByteBuffer())
        #expect(outbound.claimFlush() == true)
    }

    @Test("Large amounts come in chunks, in order, and are counted")
    func chunks() throws {
        var outbound = OutboundBuffer()
        for id in 0..<100 {
            outbound.appendFrame(.request, streamID: UInt32(id), payload: ByteBuffer(repeating: 7, count: 3_000))
        }
        #expect(outbound.byteCount == 100 * 3_010)
        var decoder = FrameDecoder()
        var ids: [UInt32] = []
        while let chunk = outbound.take() {
            #expect(chunk.readableBytes <= OutboundBuffer.chunkSize)
            decoder.append(chunk)
            while case .frame(let header, _) = try decoder.next() { ids.append(header.streamID) }
            outbound.recycle(chunk)
        }
        #expect(ids == Array(0..<100))
        #expect(outbound.byteCount == 0)
    }

    @Test("Half a chunk is worth a write; storage that the channel holds while it is given back is not written over")
    func storage() {
        var outbound = OutboundBuffer()
        for byte in UInt8(1)...4 {
            #expect(!outbound.fillsChunk)
            outbound.appendFrame(
                .request, streamID: 1, payload: ByteBuffer(repeating: byte, count: OutboundBuffer.chunkSize / 2))
            #expect(outbound.fillsChunk)
            let chunk = outbound.take() ?? ByteBuffer()
            outbound.recycle(chunk)
            outbound.appendFrame(.request, streamID: 3, payload: ByteBuffer(repeating: 0, count: 100))
            #expect(outbound.take()?.readableBytes == 110)
            #expect(chunk.readableBytesView.suffix(OutboundBuffer.chunkSize / 2).allSatisfy { $0 == byte })
        }
    }

    @Test("A payload of the wrong length leaves no trace, even where a chunk begins")
    func wrongLength() {
        var outbound = OutboundBuffer()
        outbound.appendFrame(.request, streamID: 1, payload: ByteBuffer(repeating: 7, count: OutboundBuffer.chunkSize))
        for length in [0, 9, 11] {
            #expect(
                outbound.appendFrame(.request, streamID: 3, payloadSize: 10) {
                    $0.writeRepeatingByte(1, count: length)
                } == false)
        }
        #expect(outbound.claimFlush() == true)
        #expect(outbound.take()?.readableBytes == OutboundBuffer.chunkSize + 10)
        #expect(outbound.isEmpty)
        outbound.appendFrame(.request, streamID: 5, payload: ByteBuffer())
        #expect(outbound.claimFlush() == true)
    }

    @Test("A reply without room, and a long status, are refused; short ones are not, until they are an eighth too much")
    func room() throws {
        var outbound = OutboundBuffer(byteLimit: 8000)
        func reply(_ reply: Reply) -> Status.Code {
            outbound.append(reply, streamID: 1, trailers: ResponseTrailers(), isExtended: true)
        }
        #expect(reply(Reply(Blob(byteCount: 6000))) == .ok)
        #expect(reply(Reply(Blob(byteCount: 2000))) == .resourceExhausted)
        #expect(reply(Reply(Blob(byteCount: 1500))) == .ok)
        let long = Status(code: .aborted, message: String(repeating: "x", count: 2000))
        #expect(reply(.failure(long)) == .resourceExhausted)
        var short = 0
        while !outbound.overflows {
            #expect(reply(.failure(Status(code: .notFound))) == .notFound)
            short += 1
        }
        #expect(short > 50)
        #expect(outbound.byteCount > 9000)
        #expect(outbound.byteCount < 9100)
        _ = outbound.take()
        #expect(!outbound.overflows)
    }

    @Test("A call that fails tells the server's load, whoever fails it")
    func loadOfFailures() throws {
        func text(_ count: Int) -> String { String(repeating: "x", count: count) }
        let replies: [Reply] = [
            .failure(Status(code: .notFound)), .failure(Status(code: .aborted, message: text(9000))),
            .failure(Status(code: .aborted, message: text(FrameHeader.payloadLimit))), Reply(Blob(byteCount: 9000)),
            .message(Blob(byteCount: FrameHeader.payloadLimit), size: FrameHeader.payloadLimit),
        ]
        for reply in replies {
            var outbound = OutboundBuffer(byteLimit: 8000)
            let sent = ResponseTrailers(load: 7)
            #expect(outbound.append(reply, streamID: 1, trailers: sent, isExtended: true) != .ok)
            let bytes = outbound.take()
            var decoder = FrameDecoder()
            decoder.append(try #require(bytes))
            guard case .frame(_, let payload) = try decoder.next() else {
                Issue.record("no frame")
                continue
            }
            var received = ResponseTrailers()
            _ = try ResponseEnvelope.decode(payload, trailers: &received)
            #expect(received.load == 7)
        }
    }
}
