/// The flags byte of a frame (ttrpc, PROTOCOL.md). Unary calls have none.
enum FrameFlags {
    /// The sender sends no more on this stream. On a request: the caller sends nothing but it, and expects a stream.
    static let remoteClosed: UInt8 = 0x01
    /// The frame carries no message, not even an empty one.
    static let noData: UInt8 = 0x04
    /// A stream's end as this side sends it. Go's peers want it to be a frame of its own.
    static let endOfStream = remoteClosed | noData
}
