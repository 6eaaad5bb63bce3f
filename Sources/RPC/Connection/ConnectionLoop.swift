internal import NIOCore

/// What only a connection's event loop touches.
final class ConnectionLoop {
    let limits: ConnectionLimits
    var decoder = FrameDecoder()
    var liveness: ConnectionLiveness
    /// What one read brought; kept for its storage.
    var events: [FrameDecoder.Event] = []
    var isFlushing = false
    /// The one timer of the connection, and when it was asked to fire.
    var timer: Scheduled<Void>?
    var timerDeadline = NIODeadline.distantFuture

    /// The other end; who it is becomes known by the handshake, before any frame.
    var peer: Peer

    init(limits: ConnectionLimits, peer: Peer) {
        self.limits = limits
        self.peer = peer
        liveness = ConnectionLiveness(limits: limits, now: .now())
    }

    func cancelTimer() {
        timer?.cancel()
        timer = nil
        timerDeadline = .distantFuture
    }
}
