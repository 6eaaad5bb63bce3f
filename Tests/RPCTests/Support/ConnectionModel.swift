import NIOCore

@testable import RPC

/// A client's and a server's state machine with a network between them that is two queues, and a record of what became
/// of each call.
struct ConnectionModel {
    private enum Frame {
        case request(UInt32, deadline: NIODeadline, offersCapabilities: Bool)
        case response(UInt32)
        case control(ControlFrame)
    }

    private enum Outcome {
        case replied, cancelled, expired, lost
        /// The client says that the call certainly did not run.
        case neverRan
    }

    private var client = ClientConnectionState<Int>(callLimit: 8, lastUsableStreamID: 101)
    private var server = ServerConnectionState<UInt32, Int>(callLimit: 6)
    private let isExtended: Bool
    private var clientOutbound: [Frame] = []
    private var toServer: [Frame] = []
    private var toClient: [Frame] = []
    private var now = NIODeadline.uptimeNanoseconds(0)
    private var calls = 0
    private var ids: [Int: UInt32] = [:]
    private var outcomes: [Int: Outcome] = [:]
    private var running: Set<UInt32> = []
    private var everStarted: Set<UInt32> = []
    private var isConnected = true
    /// What should not have happened.
    private(set) var mistakes: [String] = []

    init(extended: Bool) {
        isExtended = extended
    }

    mutating func step(using random: inout SplitMix64) {
        switch UInt.random(in: 0..<100, using: &random) {
        case 0..<25: startCall(deadline: now + .nanoseconds(.random(in: 1...60, using: &random)))
        case 25..<45: flush()
        case 45..<60: deliverToServer()
        case 60..<75: deliverToClient()
        case 75..<87: endHandler(running.sorted().randomElement(using: &random))
        case 87..<92: cancel(ids.keys.sorted().randomElement(using: &random))
        case 92..<98: passTime(.nanoseconds(.random(in: 1...10, using: &random)))
        case 98: drain()
        default: if UInt.random(in: 0..<4, using: &random) == 0 { disconnect() }
        }
    }

    /// Lets everything that is under way arrive, and checks that nothing is left.
    mutating func settle() {
        flush()
        while !toServer.isEmpty { deliverToServer() }
        for id in running.sorted() { endHandler(id) }
        while !toClient.isEmpty { deliverToClient() }
        let open = ids.keys.filter { outcomes[$0] == nil }
        if !open.isEmpty { mistakes.append("calls \(open.sorted()) never ended") }
        if client.callCount > 0 || server.runningCalls > 0 { mistakes.append("an end still counts calls") }
        for (call, outcome) in outcomes where outcome == .neverRan {
            if let id = ids[call], everStarted.contains(id) { mistakes.append("call \(call) ran all the same") }
        }
    }

    private mutating func end(_ call: Int, _ outcome: Outcome) {
        if let earlier = outcomes.updateValue(outcome, forKey: call) {
            mistakes.append("call \(call) ended as \(earlier) and as \(outcome)")
        }
    }
}

/// The client's side.
extension ConnectionModel {
    private mutating func startCall(deadline: NIODeadline) {
        calls += 1
        switch client.start(calls, deadline: deadline) {
        case .full, .closed: return
        case .write(let id, let offersCapabilities):
            ids[calls] = id
            clientOutbound.append(.request(id, deadline: deadline, offersCapabilities: offersCapabilities))
        }
        if client.needsReplacement { client.retire() }
    }

    private mutating func flush() {
        guard isConnected, !clientOutbound.isEmpty else { return }
        client.flushed()
        toServer += clientOutbound
        clientOutbound = []
    }

    private mutating func cancel(_ call: Int?) {
        guard let call, let id = ids[call], let cancelled = client.cancel(id) else { return }
        end(cancelled.call, .cancelled)
        if let frame = cancelled.frame { clientOutbound.append(.control(frame)) }
    }

    private mutating func deliverToClient() {
        guard isConnected, !toClient.isEmpty else { return }
        switch toClient.removeFirst() {
        case .response(let id):
            if let call = client.end(id) { end(call, .replied) }
        case .control(.settings(let settings)):
            client.received(settings)
        case .control(.goAway(let lastStreamID)):
            for call in client.goAway(lastStreamID: lastStreamID) { end(call, .neverRan) }
        case .control, .request:
            mistakes.append("a frame went the wrong way")
        }
    }
}

/// The server's side, and what befalls both.
extension ConnectionModel {
    private mutating func deliverToServer() {
        guard isConnected, !toServer.isEmpty else { return }
        switch toServer.removeFirst() {
        case .request(let id, let deadline, let offersCapabilities):
            if offersCapabilities, isExtended { toClient += server.extend().map { .control($0) } }
            switch server.received(id, deadline: deadline, refusal: nil) {
            case .reject: toClient.append(.response(id))
            case .start:
                server.started(id, id)
                running.insert(id)
                everStarted.insert(id)
            }
        case .control(.cancel(let id)):
            if let handle = server.callerCancelled(id), handle != id { mistakes.append("another call was cancelled") }
        case .control, .response:
            mistakes.append("a frame went the wrong way")
        }
    }

    private mutating func endHandler(_ id: UInt32?) {
        guard let id else { return }
        running.remove(id)
        if server.handlerEnded(id) { toClient.append(.response(id)) }
    }

    private mutating func passTime(_ amount: TimeAmount) {
        now = now + amount
        for call in client.expire(at: now) { end(call, .expired) }
        for id in server.expire(at: now).answers { toClient.append(.response(id)) }
    }

    private mutating func drain() {
        if let goAway = server.drain() { toClient.append(.control(goAway)) }
    }

    private mutating func disconnect() {
        guard isConnected else { return }
        isConnected = false
        toServer = []
        toClient = []
        clientOutbound = []
        let leftovers = client.closed()
        for call in leftovers.unsent { end(call, .neverRan) }
        for call in leftovers.lost { end(call, .lost) }
        if !running.isSuperset(of: server.closed().cancel) {
            mistakes.append("a handler was cancelled that does not run")
        }
    }
}
