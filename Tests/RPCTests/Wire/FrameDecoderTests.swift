import NIOCore
import Testing

@testable import RPC

@Suite("Frames")
struct FrameDecoderTests {
    static let frame = ByteBuffer.frame(.request, id: 7, flags: 2, payload: ByteBuffer(string: "hello"))

    @Test("A header is ten bytes: length and stream id big-endian, type, flags")
    func header() {
        #expect(Array(Self.frame.readableBytesView) == [0, 0, 0, 5, 0, 0, 0, 7, 1, 2] + Array("hello".utf8))
    }

    @Test("However the bytes are cut, the frames are the same", arguments: 1...31)
    func anyCut(size: Int) throws {
        var decoder = FrameDecoder()
        var stream = Self.frame
        stream.writeImmutableBuffer(.frame(.response, id: 9))
        stream.writeImmutableBuffer(Self.frame)
        var events: [FrameDecoder.Event] = []
        while let piece = stream.readSlice(length: min(size, stream.readableBytes)), piece.readableBytes > 0 {
            decoder.append(piece)
            while let event = try decoder.next() { events.append(event) }
        }
        let full = FrameDecoder.Event.frame(
            FrameHeader(payloadLength: 5, streamID: 7, type: .request, flags: 2), ByteBuffer(string: "hello"))
        let empty = FrameDecoder.Event.frame(
            FrameHeader(payloadLength: 0, streamID: 9, type: .response), ByteBuffer())
        #expect(events == [full, empty, full])
        #expect(!decoder.isMidFrame)
    }

    @Test("A frame that has begun is known to have begun")
    func midFrame() throws {
        var decoder = FrameDecoder()
        #expect(!decoder.isMidFrame)
        decoder.append(ByteBuffer(bytes: [0]))
        #expect(try decoder.next() == nil)
        #expect(decoder.isMidFrame)
    }

    @Test("The largest payload passes; one byte more is reported at its header and discarded")
    func oversized() throws {
        var decoder = FrameDecoder()
        let limit = FrameHeader.payloadLimit
        decoder.append(.frame(.request, id: 1, payload: ByteBuffer(repeating: 0, count: limit)))
        guard case .frame(_, let payload) = try decoder.next() else {
            Issue.record("the largest frame is missing")
            return
        }
        #expect(payload.readableBytes == limit)
        var tooLarge = ByteBuffer.frame(.request, id: 3, payload: ByteBuffer(repeating: 0, count: limit + 1))
        tooLarge.writeImmutableBuffer(Self.frame)
        decoder.append(tooLarge.readSlice(length: FrameHeader.byteCount) ?? ByteBuffer())
        #expect(
            try decoder.next()
                == .oversized(FrameHeader(payloadLength: UInt32(limit + 1), streamID: 3, type: .request)))
        #expect(try decoder.next() == nil)
        #expect(decoder.isMidFrame)
        decoder.append(tooLarge)
        guard case .frame(let next, _) = try decoder.next() else {
            Issue.record("the frame behind the oversized one is missing")
            return
        }
        #expect(next.streamID == 7)
    }

    @Test("A length of 16 MiB or more is another protocol")
    func garbage() throws {
        var decoder = FrameDecoder()
        decoder.append(ByteBuffer(string: "GET / HTTP/1.1\r\n"))
        #expect(throws: FrameDecoder.Violation.garbage) { try decoder.next() }
        // A connection that ends may still bring bytes: nothing is made of them, or kept.
        decoder.append(Self.frame)
        #expect(try decoder.next() == nil)
        #expect(!decoder.isMidFrame)
    }

    @Test("An alert of TLS is told from a frame, though it is shorter than a header, and however it arrives")
    func alert() {
        let alert: [UInt8] = [0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46]
        for length in 2...alert.count {
            var decoder = FrameDecoder()
            decoder.append(ByteBuffer(bytes: alert.prefix(1)))
            #expect(throws: Never.self) { try decoder.next() }
            decoder.append(ByteBuffer(bytes: alert[1..<length]))
            #expect(throws: FrameDecoder.Violation.transportLayerSecurity) { try decoder.next() }
        }
    }

    @Test("Oversized frames are discarded within a bound, which a valid frame renews")
    func drainBound() throws {
        var decoder = FrameDecoder()
        let oversized = ByteBuffer.frame(.request, id: 1, payload: ByteBuffer(repeating: 0, count: 12 * 1024 * 1024))
        for _ in 0..<3 {
            for _ in 0..<2 {
                decoder.append(oversized)
                _ = try decoder.next()
                #expect(try decoder.next() == nil)
            }
            decoder.append(Self.frame)
            #expect(try decoder.next() != nil)
        }
        for _ in 0..<2 {
            decoder.append(oversized)
            _ = try decoder.next()
            _ = try decoder.next()
        }
        decoder.append(oversized)
        #expect(throws: FrameDecoder.Violation.tooMuchDrained) { try decoder.next() }
    }
}
