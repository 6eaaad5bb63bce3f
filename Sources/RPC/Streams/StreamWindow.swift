/// How much of a stream may be on its way: its caller grants bytes, and its handler spends them.
///
/// A frame costs its whole length, so that empty messages are not free. A message may be sent while any credit is left,
/// and then take more than that: so a message of any size passes, and what a caller has to hold is the window and one
/// message. Only peers with the extensions count; see ``ControlFrame/window(streamID:byteCount:)``.
enum StreamWindow {
    /// The credit in bytes that every stream begins with.
    static let initialByteCount = 256 * 1024
    /// Callers grant what was read when it has come to so many bytes: few frames, and never an empty window.
    static let grantByteCount = initialByteCount / 2

    /// What a message with this encoded size costs in bytes.
    static func cost(messageSize: Int) -> Int {
        FrameHeader.byteCount + messageSize
    }
}
