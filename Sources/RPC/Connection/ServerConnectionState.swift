internal import DequeModule
internal import NIOCore

/// What a server knows about one connection: a value that is told what happens and says what to do.
///
/// `Handle` is what cancels a handler, `Write` a stream's message that waits; tests use names.
struct ServerConnectionState<Handle: Sendable, Write: Sendable>: Sendable {
    typealias Abandoned = AbandonedCalls<Handle, Write>

    /// What becomes of a request.
    enum Admission: Equatable {
        case start
        case reject(Status)
    }

    private enum Phase {
        case serving
        /// New calls are refused.
        case draining
        /// As draining, and the connection ends with its last call.
        case finishing
        case closed
    }

    struct Call: Sendable {
        var handle: Handle?
        /// The caller has been answered, or has gone; the handler still runs.
        var isAnswered = false
        /// What waits to be sent, if the call is answered with a stream.
        var stream: OutgoingStream<Write>?
        /// Whether the stream is in ``ServerConnectionState/turns``.
        var hasTurn = false
    }

    private let callLimit: Int
    private var phase = Phase.serving
    var calls = InFlightCalls<Call>()
    /// The streams with a message to send, in their order; some may have ended.
    var turns = Deque<UInt32>()
    private(set) var lastStreamID: UInt32 = 0
    /// Whether the client knows the extensions.
    private(set) var isExtended = false
    /// Whether the connection was old enough to be replaced before the client could be told so.
    private(set) var agedEarly = false

    init(callLimit: Int) {
        self.callLimit = callLimit
    }

    /// Handlers that run. One whose caller has been answered counts until it returns: it uses the server.
    var runningCalls: Int { calls.count }
    var schedule: CallSchedule {
        CallSchedule(hasCalls: !calls.isEmpty, earliestDeadline: calls.earliestDeadline)
    }
    /// Whether the connection has nothing more to do, once what waits to be written is written.
    var isFinished: Bool { phase == .finishing && calls.isEmpty }

    /// A request arrived. `refusal` is what else speaks against it: it can't be read, or the server has no capacity.
    mutating func received(
        _ id: UInt32, _ kind: MethodDescriptor.Kind = .unary, deadline: NIODeadline, refusal: Status?
    ) -> Admission {
        guard id % 2 == 1, id > lastStreamID else {
            return .reject(Status(code: .invalidArgument, message: "stream ids must be odd and increase"))
        }
        lastStreamID = id
        guard phase == .serving else { return .reject(.draining) }
        if let refusal { return .reject(refusal) }
        guard calls.count < callLimit else { return .reject(.serverBusy) }
        calls.insert(Call(stream: stream(kind)), id: id, deadline: deadline)
        return .start
    }

    private func stream(_ kind: MethodDescriptor.Kind) -> OutgoingStream<Write>? {
        switch kind {
        case .unary: nil
        case .serverStream: OutgoingStream(credit: isExtended ? StreamWindow.initialByteCount : nil)
        }
    }

    /// The handler of an admitted call was started.
    /// - Returns: the handler to cancel, where nobody waits for it any more; it may have ended already.
    mutating func started(_ id: UInt32, _ handle: Handle) -> Handle? {
        let isWanted = calls.update(id) { call in
            call.handle = handle
            return !call.isAnswered
        }
        return isWanted == true ? nil : handle
    }

    /// A handler returned.
    /// - Returns: whether its answer is to be sent.
    mutating func handlerEnded(_ id: UInt32) -> Bool {
        guard let call = calls.remove(id) else { return false }
        return !call.isAnswered
    }

    /// Time passed.
    /// - Returns: the calls to answer with DEADLINE_EXCEEDED, and what they leave behind.
    mutating func expire(at now: NIODeadline) -> (answers: [UInt32], abandoned: Abandoned) {
        var abandoned = Abandoned()
        let answers = calls.expire(at: now).filter { abandon($0, &abandoned) }
        return (answers, abandoned)
    }

    /// The client knows the extensions.
    /// - Returns: what to tell it; nothing when it has been told.
    mutating func extend() -> [ControlFrame] {
        guard !isExtended else { return [] }
        isExtended = true
        let settings = ControlFrame.settings(ServerSettings(maximumCalls: UInt32(clamping: callLimit)))
        return phase == .serving ? [settings] : [settings, .goAway(lastStreamID: lastStreamID)]
    }

    /// The caller gave up: the handler's answer will not be sent. Like other frames of the extensions this means nothing
    /// from a client that has not said that it knows them.
    /// - Returns: what the call leaves behind.
    mutating func callerCancelled(_ id: UInt32) -> Abandoned {
        var abandoned = Abandoned()
        if isExtended { _ = abandon(id, &abandoned) }
        return abandoned
    }

    /// The client asks for a sign of life.
    /// - Returns: the answer; nil for a client that has not said that it knows it.
    func pong(payload: ByteBuffer) -> ControlFrame? {
        isExtended ? .pong(payload: payload) : nil
    }

    /// Nobody waits for the call any more, although its handler runs.
    /// - Returns: false when that was so before.
    private mutating func abandon(_ id: UInt32, _ abandoned: inout Abandoned) -> Bool {
        calls.update(id) { call in
            guard !call.isAnswered else { return false }
            call.isAnswered = true
            if let handle = call.handle { abandoned.handlers.append(handle) }
            // Also those of tasks that the handler made, which its cancellation does not reach.
            abandoned.writes += call.stream?.removeAll() ?? []
            return true
        } ?? false
    }

    /// The server shuts down: new calls are refused, those in flight go on.
    /// - Returns: what to tell the client, if it would understand.
    mutating func drain() -> ControlFrame? {
        guard phase == .serving else { return nil }
        phase = .draining
        return isExtended ? .goAway(lastStreamID: lastStreamID) : nil
    }

    /// The connection is old enough to be replaced. Only clients with the extensions can be told so; to others it would
    /// look like a failure, and they keep theirs. Of a connection that ``agedEarly`` this is to be said again after
    /// ``extend()``.
    mutating func endOfAge() -> ControlFrame? {
        agedEarly = !isExtended
        return isExtended ? drain() : nil
    }

    /// From now on the connection ends with its last call. A client that was told to go closes its end itself, when it
    /// has read what is on the way: closing first could cut off calls that it sent before it knew.
    mutating func finish() {
        if phase != .closed, !isExtended { phase = .finishing }
    }

    /// The connection is gone.
    /// - Returns: what its calls leave behind.
    mutating func closed() -> Abandoned {
        phase = .closed
        var calls = calls.removeAll { _ in true }.map(\.call)
        let writes = calls.indices.flatMap { calls[$0].stream?.removeAll() ?? [] }
        return Abandoned(handlers: calls.compactMap(\.handle), writes: writes)
    }
}
