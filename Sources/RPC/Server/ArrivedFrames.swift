internal import NIOCore

/// The frames of a read that are still to be looked at, and which task does.
///
/// One task answers call after call while their handlers do not wait: to make a task costs more than most of such calls.
/// When a handler waits, another task goes on with the next call, and the one that has waited finds that its turn is
/// over. Only the connection's event loop touches this.
final class ArrivedFrames {
    private var events = [FrameDecoder.Event]().makeIterator()
    private var turn = 0
    private var next: AdmittedCall?
    /// The call that the task whose turn it is answers.
    private var callInProgress: UInt32?
    /// The method of the last call that was let in.
    var lastMethod: RegisteredMethod?

    func begin(_ events: [FrameDecoder.Event]) {
        self.events = events.makeIterator()
    }

    func nextEvent() -> FrameDecoder.Event? {
        events.next()
    }

    /// Gives the frames' storage back.
    func end() {
        begin([])
    }

    /// A call is to be answered next.
    func admitted(_ call: consuming AdmittedCall) {
        callInProgress = call.streamID
        next = consume call
    }

    /// Another task takes its turn.
    func beginTurn() -> Int {
        turn += 1
        return turn
    }

    func isTurn(_ number: Int) -> Bool {
        turn == number
    }

    /// The call that is to be answered next.
    func take() -> AdmittedCall? {
        next.take()
    }

    /// The task whose turn it is has answered its call.
    func answered() {
        callInProgress = nil
    }

    /// The task whose turn it was has returned, or waits.
    /// - Returns: the call that it waits in.
    func endTurn() -> UInt32? {
        turn += 1
        return callInProgress.take()
    }
}
