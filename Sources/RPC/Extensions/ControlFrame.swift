internal import NIOCore

/// A frame that is about the connection or another call, and carries no message.
enum ControlFrame: Equatable {
    case settings(ServerSettings)
    case cancel(streamID: UInt32)
    case ping(streamID: UInt32, payload: ByteBuffer)
    case pong(payload: ByteBuffer)
    /// Calls above the id were not started.
    case goAway(lastStreamID: UInt32)
    /// The caller of a stream will take so many more bytes; see ``StreamWindow``.
    case window(streamID: UInt32, byteCount: UInt32)

    /// The longest payload that is answered: a ping is not a way to make the other side send much.
    private static let pingPayloadLimit = 64
}

extension ControlFrame {
    /// Reads a frame; nil when it is of another kind or malformed, and thus ignored.
    init?(_ header: FrameHeader, _ payload: ByteBuffer) {
        switch header.type {
        case .settings:
            guard let settings = try? ServerSettings(decoding: payload) else { return nil }
            self = .settings(settings)
        case .cancel:
            self = .cancel(streamID: header.streamID)
        case .ping where payload.readableBytes <= Self.pingPayloadLimit:
            self = .ping(streamID: header.streamID, payload: payload)
        case .pong:
            self = .pong(payload: payload)
        case .goAway:
            guard let lastStreamID = payload.getInteger(at: payload.readerIndex, as: UInt32.self) else { return nil }
            self = .goAway(lastStreamID: lastStreamID)
        case .window:
            guard let byteCount = payload.getInteger(at: payload.readerIndex, as: UInt32.self) else { return nil }
            self = .window(streamID: header.streamID, byteCount: byteCount)
        default:
            return nil
        }
    }
}

extension OutboundBuffer {
    mutating func append(_ frame: ControlFrame) {
        switch frame {
        case .settings(let settings): appendFrame(.settings, streamID: 0, payload: settings.encoded())
        case .cancel(let streamID): appendFrame(.cancel, streamID: streamID, payload: ByteBuffer())
        case .ping(let streamID, let payload): appendFrame(.ping, streamID: streamID, payload: payload)
        case .pong(let payload): appendFrame(.pong, streamID: 0, payload: payload)
        case .goAway(let lastStreamID): appendFrame(.goAway, streamID: 0, payload: ByteBuffer(integer: lastStreamID))
        case .window(let streamID, let byteCount):
            appendFrame(.window, streamID: streamID, payload: ByteBuffer(integer: byteCount))
        }
    }
}
