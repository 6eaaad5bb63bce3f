internal import NIOCore

/// What a client knows about one connection: a value that is told what happens and says what to do.
///
/// `Call` is what is told how a call ended; tests use a name.
struct ClientConnectionState<Call: Sendable>: Sendable {
    /// What becomes of a call.
    enum Start: Equatable {
        /// It has this stream id, and has to be written next.
        case write(streamID: UInt32, offersCapabilities: Bool)
        /// The connection has as many calls as it may.
        case full
        case closed
    }

    /// How the calls end that a connection leaves behind.
    struct Leftovers {
        /// No byte of these was given to the network: they certainly did not run.
        var unsent: [Call] = []
        /// Nobody knows whether these ran.
        var lost: [Call] = []
    }

    private enum Phase {
        case open
        /// No new calls come; the connection ends with its last call.
        case retiring
        case closed
    }

    /// The most calls that may be in flight, as this side and the server allow.
    private(set) var callLimit: Int
    private let lastUsableStreamID: UInt32
    private var phase = Phase.open
    /// Whether it was replaced while it could still take calls; its end does not change that.
    private(set) var isReplaced = false
    private var calls = InFlightCalls<Call>()
    private var nextStreamID: UInt32 = 1
    private var firstUnsentStreamID: UInt32 = 1
    /// Whether the server knows the extensions.
    private(set) var isExtended = false
    /// Calls that were given up while the server had not said anything yet. It says first that it knows the extensions;
    /// what else it says first means that it does not, and this is nil.
    private var untoldCancellations: [UInt32]? = []

    /// - Parameter lastUsableStreamID: after this one the connection has to be replaced. The default leaves half of
    ///   the ids to the calls that come before it is.
    init(callLimit: Int, lastUsableStreamID: UInt32 = 1 << 31) {
        self.callLimit = callLimit
        self.lastUsableStreamID = lastUsableStreamID
    }

    var callCount: Int { calls.count }
    var schedule: CallSchedule {
        let hasCalls = !calls.isEmpty
        return CallSchedule(
            hasCalls: hasCalls, earliestDeadline: calls.earliestDeadline, keepsAlive: hasCalls && isExtended)
    }
    /// Whether the ids are running out.
    var needsReplacement: Bool { phase == .open && nextStreamID > lastUsableStreamID }
    /// Whether the connection has nothing more to do.
    var isFinished: Bool { phase == .retiring && calls.isEmpty }

    /// A call is made; one that comes late, for a connection that is being replaced or that the server has said
    /// farewell to, finds it closed and certainly does not run. Ids follow the order of these calls, which has to be the order of writing.
    mutating func start(_ call: Call, deadline: NIODeadline) -> Start {
        guard phase == .open, nextStreamID <= UInt32.max - 2 else { return .closed }
        guard calls.count < callLimit else { return .full }
        let id = nextStreamID
        nextStreamID += 2
        calls.insert(call, id: id, deadline: deadline)
        return .write(streamID: id, offersCapabilities: id == 1)
    }

    /// Something was given to the network: each call that was started until now may be part of it.
    mutating func flushed() {
        firstUnsentStreamID = nextStreamID
    }

    /// A reply arrived, or the caller gave up.
    /// - Returns: the call; nil when it has ended already.
    mutating func end(_ id: UInt32) -> Call? {
        untoldCancellations = nil
        return calls.remove(id)
    }

    /// A stream's message or end arrived.
    /// - Returns: the call; nil when it has ended already or is no stream.
    mutating func receivedData(_ id: UInt32, isLast: Bool, isStream: (Call) -> Bool) -> Call? {
        untoldCancellations = nil
        guard let call = calls[id], isStream(call) else { return nil }
        return isLast ? calls.remove(id) : call
    }

    /// What to tell the server of a stream whose reader has read so much, if it counts.
    func grant(_ byteCount: Int, on id: UInt32) -> ControlFrame? {
        guard isExtended, calls[id] != nil else { return nil }
        return .window(streamID: id, byteCount: UInt32(clamping: byteCount))
    }

    /// Nobody waits for the call any more: the caller gave up, or the deadline has passed.
    /// - Returns: the call, and what to tell the server, if it would understand; nil when the call has ended already.
    mutating func cancel(_ id: UInt32) -> (call: Call, frame: ControlFrame?)? {
        guard let call = calls.remove(id) else { return nil }
        guard isExtended else {
            // Of a server that takes so many requests and says nothing, little is to be hoped.
            if let count = untoldCancellations?.count, count < callLimit { untoldCancellations?.append(id) }
            return (call, nil)
        }
        return (call, .cancel(streamID: id))
    }

    /// The server knows the extensions, and has told its limits.
    /// - Returns: what it has to be told of the time before.
    mutating func received(_ settings: ServerSettings) -> [ControlFrame] {
        isExtended = true
        if settings.maximumCalls > 0 { callLimit = min(callLimit, Int(settings.maximumCalls)) }
        defer { untoldCancellations = nil }
        return (untoldCancellations ?? []).map { .cancel(streamID: $0) }
    }

    /// The server takes no more calls on this connection.
    /// - Returns: the calls that it has not started and will not.
    mutating func goAway(lastStreamID: UInt32) -> [Call] {
        retire()
        return calls.removeAll { $0 > lastStreamID }.map(\.call)
    }

    /// A ping, if the server would understand it. It is on the last call's id, since Go's peers take unknown frames
    /// amiss on an even one.
    func ping(payload: ByteBuffer) -> ControlFrame? {
        guard isExtended, !calls.isEmpty else { return nil }
        return .ping(streamID: nextStreamID - 2, payload: payload)
    }

    /// Time passed.
    /// - Returns: the calls whose deadline has passed, and what to tell the server: it may have received them late.
    mutating func expire(at now: NIODeadline) -> [(call: Call, frame: ControlFrame?)] {
        calls.expire(at: now).compactMap { cancel($0) }
    }

    /// The connection is replaced; it ends with its last call.
    mutating func retire() {
        guard phase == .open else { return }
        phase = .retiring
        isReplaced = true
    }

    /// The connection is gone.
    mutating func closed() -> Leftovers {
        phase = .closed
        var leftovers = Leftovers()
        for (id, call) in calls.removeAll(where: { _ in true }) {
            if id >= firstUnsentStreamID {
                leftovers.unsent.append(call)
            } else {
                leftovers.lost.append(call)
            }
        }
        return leftovers
    }
}
