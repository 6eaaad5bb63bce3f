/// The type byte of a frame. Unknown types are ignored, so that either side can learn new ones.
struct FrameType: RawRepresentable, Hashable {
    let rawValue: UInt8

    /// A call's request.
    static let request = FrameType(rawValue: 0x01)
    /// A call's reply or status.
    static let response = FrameType(rawValue: 0x02)
    /// A message of a stream, or its end; see ``FrameFlags``.
    static let data = FrameType(rawValue: 0x03)

    // What follows is sent to peers only that have said that they know it; see ``Capabilities``.

    /// Client to server, on an odd stream id: is anyone there?
    static let ping = FrameType(rawValue: 0x04)
    /// The answer, on stream 0, with the ping's payload.
    static let pong = FrameType(rawValue: 0x05)
    /// Server to client, on stream 0: the server knows the extensions; its limits.
    static let settings = FrameType(rawValue: 0x80)
    /// Client to server, on the call's stream id: the caller gave up.
    static let cancel = FrameType(rawValue: 0x81)
    /// Server to client, on stream 0: no new calls on this connection.
    static let goAway = FrameType(rawValue: 0x82)
    /// Client to server, on a stream's id: so many more bytes of its messages may be sent.
    static let window = FrameType(rawValue: 0x83)
}
