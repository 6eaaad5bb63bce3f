internal import NIOCore

/// What a client knows about one connection: a value that is told what happens and says what to do.
///
/// `Call` is what is told how a call ended; tests use a name.
struct ClientConnectionState<Call: Sendable>: Sendable {
    /// What becomes of a call.
    enum Start: Equatable {
        /// It has this stream id, and has to be written next.
        case write(streamID: UInt32)
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

    private let callLimit: Int
    private let lastUsableStreamID: UInt32
    private var phase = Phase.open
    private var calls = InFlightCalls<Call>()
    private var nextStreamID: UInt32 = 1
    private var firstUnsentStreamID: UInt32 = 1

    /// - Parameter lastUsableStreamID: after this one the connection has to be replaced. The default leaves half of
    ///   the ids to those who still hold the connection when it is.
    init(callLimit: Int, lastUsableStreamID: UInt32 = 1 << 31) {
        self.callLimit = callLimit
        self.lastUsableStreamID = lastUsableStreamID
    }

    var callCount: Int { calls.count }
    var earliestDeadline: NIODeadline { calls.earliestDeadline }
    /// Whether the ids are running out.
    var needsReplacement: Bool { phase == .open && nextStreamID > lastUsableStreamID }
    /// Whether the connection has nothing more to do.
    var isFinished: Bool { phase == .retiring && calls.isEmpty }

    /// A call is made. Ids follow the order of these calls, which has to be the order of writing.
    mutating func start(_ call: Call, deadline: NIODeadline) -> Start {
        guard phase != .closed, nextStreamID <= UInt32.max - 2 else { return .closed }
        guard calls.count < callLimit else { return .full }
        let id = nextStreamID
        nextStreamID += 2
        calls.insert(call, id: id, deadline: deadline)
        return .write(streamID: id)
    }

    /// All that was started was given to the network.
    mutating func flushed() {
        firstUnsentStreamID = nextStreamID
    }

    /// A reply arrived, or the caller gave up.
    /// - Returns: the call; nil when it has ended already.
    mutating func end(_ id: UInt32) -> Call? {
        calls.remove(id)
    }

    /// Time passed.
    /// - Returns: the calls whose deadline has passed.
    mutating func expire(at now: NIODeadline) -> [Call] {
        calls.expire(at: now).compactMap { calls.remove($0) }
    }

    /// The connection is replaced; it ends with its last call.
    mutating func retire() {
        if phase == .open { phase = .retiring }
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
