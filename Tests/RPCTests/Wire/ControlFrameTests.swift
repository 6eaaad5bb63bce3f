import NIOCore
import Testing

@testable import RPC

@Suite("Control frames")
struct ControlFrameTests {
    /// What pings carry.
    private static let second = ByteBuffer(integer: UInt64(1_000_000_000))
    /// In the order of the specification's examples.
    private static let frames: [ControlFrame] = [
        .settings(ServerSettings(maximumCalls: 1024)), .cancel(streamID: 3), .ping(streamID: 7, payload: second),
        .pong(payload: second), .goAway(lastStreamID: 7), .window(streamID: 1, byteCount: 131_072),
    ]

    @Test("Each is written as its example in docs/PROTOCOL.md")
    func written() throws {
        let written = Self.frames.map { frame in
            var outbound = OutboundBuffer()
            outbound.append(frame)
            return outbound.take() ?? ByteBuffer()
        }
        let examples = try ProtocolDocument.frames(in: "Extensions")
        #expect(examples == written)
    }

    @Test("Each example in docs/PROTOCOL.md is read as its frame")
    func read() throws {
        var read: [ControlFrame?] = []
        for example in try ProtocolDocument.frames(in: "Extensions") {
            var decoder = FrameDecoder()
            decoder.append(example)
            read.append(try decoder.next()?.controlFrame)
        }
        #expect(read == Self.frames)
    }

    private static func frame(_ type: FrameType, _ payload: [UInt8]) -> ControlFrame? {
        ControlFrame(
            FrameHeader(payloadLength: UInt32(payload.count), streamID: 1, type: type), ByteBuffer(bytes: payload))
    }

    @Test("A ping of more than 64 bytes is ignored, and so is a frame whose payload is too short or no protobuf")
    func ignored() {
        #expect(Self.frame(.ping, Array(repeating: 0, count: 64)) != nil)
        #expect(Self.frame(.ping, Array(repeating: 0, count: 65)) == nil)
        for type in [FrameType.goAway, .window] {
            #expect(Self.frame(type, [0, 0, 1]) == nil)
            #expect(Self.frame(type, [0, 0, 1, 0, 9]) == Self.frame(type, [0, 0, 1, 0]))
        }
        #expect(Self.frame(.settings, [0xff]) == nil)
    }

    @Test("Settings may lack fields, and have some that nobody knows")
    func settings() {
        #expect(Self.frame(.settings, []) == .settings(ServerSettings(version: 1, maximumCalls: 0)))
        #expect(Self.frame(.settings, [0x18, 9, 0x10, 5]) == .settings(ServerSettings(version: 1, maximumCalls: 5)))
    }
}
