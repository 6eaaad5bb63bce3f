import NIOCore

@testable import RPC

/// A client's end of a connection to a server that sends what it likes, and what must hold all the same.
struct ClientWithHostilePeer {
    private var client = ClientConnectionState<Int>(callLimit: 8, lastUsableStreamID: 41)
    private var callLimit = 8
    private var now = NIODeadline.uptimeNanoseconds(0)
    private var callCount = 0
    private var lastID: UInt32 = 0
    private var lastFlushedID: UInt32 = 0
    /// The calls that have not ended, with their ids.
    private var open: [Int: UInt32] = [:]
    private var takesCalls = true

    static func play(_ choices: inout FuzzedChoices) {
        var world = Self()
        while !choices.isExhausted { world.step(&choices) }
        world.close()
        precondition(world.open.isEmpty, "calls never ended")
    }

    private mutating func step(_ choices: inout FuzzedChoices) {
        switch UInt.random(in: 0..<32, using: &choices) {
        case 0..<10: start(deadline: now + .nanoseconds(.random(in: 1...100, using: &choices)))
        case 10..<14: end(client.end(choices.streamID()))
        case 14..<20: receiveData(choices.streamID(), isLast: .random(using: &choices))
        case 20..<22: if let cancelled = client.cancel(choices.streamID()) { end(cancelled.call) }
        case 22..<24: settings(maximumCalls: .random(in: 0..<16, using: &choices))
        case 24: goAway(lastStreamID: choices.streamID())
        case 25: expire(.nanoseconds(.random(in: 0...50, using: &choices)))
        case 26..<28: flush()
        case 28: _ = client.grant(.random(in: 0...Int(UInt32.max) * 2, using: &choices), on: choices.streamID())
        case 29: ping()
        case 30: retire()
        default: if UInt.random(in: 0..<4, using: &choices) == 0 { close() }
        }
        precondition(client.callCount == open.count, "calls were lost or made up")
    }

    private mutating func start(deadline: NIODeadline) {
        let wasFull = client.callCount >= callLimit
        switch client.start(callCount, deadline: deadline) {
        case .closed: return
        case .full: precondition(wasFull, "a call was refused without a reason")
        case .write(let id, let offersCapabilities):
            precondition(takesCalls, "a call was made on a closed connection")
            precondition(!wasFull, "more calls were made than may be")
            precondition(id % 2 == 1 && id > lastID, "id \(id) follows \(lastID)")
            precondition(offersCapabilities == (lastID == 0), "the first call alone offers the extensions")
            lastID = id
            open[callCount] = id
            callCount += 1
        }
        if client.needsReplacement { retire() }
    }

    private mutating func end(_ call: Int?) {
        guard let call else { return }
        precondition(open.removeValue(forKey: call) != nil, "call \(call) ended twice")
    }

    private mutating func receiveData(_ id: UInt32, isLast: Bool) {
        guard let call = client.receivedData(id, isLast: isLast, isStream: { $0 % 2 == 0 }) else { return }
        precondition(open[call] == id && call % 2 == 0, "data went to another call")
        if isLast { end(call) }
    }

    private mutating func settings(maximumCalls: UInt32) {
        if maximumCalls > 0 { callLimit = min(callLimit, Int(maximumCalls)) }
        for case .cancel(let id) in client.received(ServerSettings(maximumCalls: maximumCalls)) {
            precondition(id <= lastID && !open.values.contains(id), "a call is cancelled that goes on")
        }
    }

    private mutating func goAway(lastStreamID: UInt32) {
        takesCalls = false
        for call in client.goAway(lastStreamID: lastStreamID) {
            precondition(open[call] ?? 0 > lastStreamID, "a call is given up that may run")
            end(call)
        }
    }

    private mutating func expire(_ time: TimeAmount) {
        now = now + time
        for expired in client.expire(at: now) { end(expired.call) }
    }

    private mutating func flush() {
        client.flushed()
        lastFlushedID = lastID
    }

    private func ping() {
        guard case .ping(let id, _)? = client.ping(payload: ByteBuffer()) else { return }
        precondition(id == lastID, "a ping on an id that is not the last")
    }

    private mutating func retire() {
        client.retire()
        takesCalls = false
    }

    private mutating func close() {
        takesCalls = false
        let leftovers = client.closed()
        for call in leftovers.unsent {
            precondition(open[call] ?? 0 > lastFlushedID, "a call that may have been sent is said not to be")
            end(call)
        }
        for call in leftovers.lost { end(call) }
    }
}
