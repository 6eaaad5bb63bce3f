/// The type byte of a frame. Unknown types are ignored, so that either side can learn new ones.
struct FrameType: RawRepresentable, Hashable {
    let rawValue: UInt8

    /// A call's request.
    static let request = FrameType(rawValue: 0x01)
    /// A call's reply or status.
    static let response = FrameType(rawValue: 0x02)
}
