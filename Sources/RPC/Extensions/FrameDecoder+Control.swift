extension FrameDecoder.Event {
    /// The control frame, if it is one.
    var controlFrame: ControlFrame? {
        guard case .frame(let header, let payload) = self else { return nil }
        return ControlFrame(header, payload)
    }
}
