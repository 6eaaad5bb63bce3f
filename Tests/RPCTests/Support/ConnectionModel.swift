import NIOCore

@testable import RPC

/// A client's and a server's state machine with a network between them that is two queues, and a record of what became
/// of each call.
struct ConnectionModel {
    enum Frame {
        case request(UInt32, MethodDescriptor.Kind, deadline: NIODeadline, offersCapabilities: Bool)
        case response(UInt32)
        /// A stream's message, or its end.
        case data(UInt32, ByteBuffer?)
        case control(ControlFrame)
    }

    enum Outcome {
        case replied, cancelled, expired, lost
        /// The client says that the call certainly did not run.
        case neverRan
    }

    private static let clientCallLimit = 8
    private static let serverCallLimit = 6

    var client = ClientConnectionState<Int>(callLimit: clientCallLimit, lastUsableStreamID: 101)
    var server = ServerConnectionState<UInt32, StreamMessageModel>(callLimit: serverCallLimit)
    let isExtended: Bool
    var clientOutbound: [Frame] = []
    private var toServer: [Frame] = []
    var toClient: [Frame] = []
    private var now = NIODeadline.uptimeNanoseconds(0)
    private var calls = 0
    private var lastID: UInt32 = 0
    var ids: [Int: UInt32] = [:]
    private var outcomes: [Int: Outcome] = [:]
    var running: Set<UInt32> = []
    private var everStarted: Set<UInt32> = []
    private var isConnected = true
    /// The streams' ends, by call and by id.
    var readers: [Int: StreamReaderModel] = [:]
    var writers: [UInt32: StreamWriterModel] = [:]
    /// What should not have happened.
    var mistakes: [String] = []

    init(extended: Bool) {
        isExtended = extended
    }

    mutating func step(using random: inout some RandomNumberGenerator) {
        switch UInt.random(in: 0..<100, using: &random) {
        case 0..<12:
            startCall(
                Bool.random(using: &random) ? .unary : .serverStream,
                deadline: now + .nanoseconds(.random(in: 1...100, using: &random)))
        case 12..<24: flush()
        case 24..<36: deliverToServer()
        case 36..<52: deliverToClient()
        case 52..<70:
            write(
                byteCount: .random(in: 8...StreamReaderModel.messageByteLimit, using: &random),
                on: writers.keys.sorted().randomElement(using: &random))
        case 70..<84: read(readers.keys.sorted().randomElement(using: &random))
        case 84..<91: endHandler(running.sorted().randomElement(using: &random))
        case 91..<94: cancel(ids.keys.sorted().randomElement(using: &random))
        case 94..<98: passTime(.nanoseconds(.random(in: 1...10, using: &random)))
        case 98: Bool.random(using: &random) ? drain() : endOfAge()
        default: if UInt.random(in: 0..<4, using: &random) == 0 { disconnect() }
        }
    }

    /// Lets everything that is under way arrive, and checks that nothing is left.
    mutating func settle() {
        var rounds = 0
        repeat {
            rounds += 1
            if rounds == 1000 { break }
            flush()
            while !toServer.isEmpty { deliverToServer() }
            // A call may have expired on its way.
            passTime(.zero)
            for id in running.sorted() { endHandler(id) }
            while !toClient.isEmpty { deliverToClient() }
            for call in readers.keys.sorted() { read(call) }
        } while isConnected && !(running.isEmpty && clientOutbound.isEmpty && toClient.isEmpty)
        if !running.isEmpty { mistakes.append("handlers wait for ever: \(running.sorted())") }
        let open = ids.keys.filter { outcomes[$0] == nil }
        if !open.isEmpty { mistakes.append("calls \(open.sorted()) never ended") }
        if client.callCount > 0 || server.runningCalls > 0 { mistakes.append("an end still counts calls") }
        for (call, outcome) in outcomes where outcome == .neverRan {
            if let id = ids[call], everStarted.contains(id) { mistakes.append("call \(call) ran all the same") }
        }
        checkStreams()
    }

    mutating func end(_ call: Int, _ outcome: Outcome) {
        readers[call]?.end(outcome)
        if let earlier = outcomes.updateValue(outcome, forKey: call) {
            mistakes.append("call \(call) ended as \(earlier) and as \(outcome)")
        }
    }
}

/// The client's side.
extension ConnectionModel {
    private mutating func startCall(_ kind: MethodDescriptor.Kind, deadline: NIODeadline) {
        calls += 1
        switch client.start(calls, deadline: deadline) {
        case .full, .closed: return
        case .write(let id, let offersCapabilities):
            checkStart(id, offersCapabilities)
            ids[calls] = id
            if kind == .serverStream { readers[calls] = StreamReaderModel() }
            clientOutbound.append(.request(id, kind, deadline: deadline, offersCapabilities: offersCapabilities))
        }
        if client.needsReplacement { client.retire() }
    }

    private mutating func checkStart(_ id: UInt32, _ offersCapabilities: Bool) {
        if !isConnected { mistakes.append("a call was made on a closed connection") }
        if id % 2 == 0 || id <= lastID { mistakes.append("id \(id) follows \(lastID)") }
        if offersCapabilities != (lastID == 0) { mistakes.append("the first call alone offers the extensions") }
        if client.callCount > Self.clientCallLimit { mistakes.append("the client holds \(client.callCount) calls") }
        lastID = id
    }

    private mutating func flush() {
        guard isConnected, !clientOutbound.isEmpty else { return }
        client.flushed()
        toServer += clientOutbound
        clientOutbound = []
    }

    mutating func cancel(_ call: Int?) {
        guard let call, let id = ids[call], let cancelled = client.cancel(id) else { return }
        end(cancelled.call, .cancelled)
        if let frame = cancelled.frame { clientOutbound.append(.control(frame)) }
    }

    private mutating func deliverToClient() {
        guard isConnected, !toClient.isEmpty else { return }
        switch toClient.removeFirst() {
        case .response(let id):
            if let call = client.end(id) { end(call, .replied) }
        case .data(let id, let message):
            receive(message, on: id)
        case .control(.settings(let settings)):
            clientOutbound += client.received(settings).map { .control($0) }
        case .control(.goAway(let lastStreamID)):
            for call in client.goAway(lastStreamID: lastStreamID) { end(call, .neverRan) }
        case .control, .request:
            mistakes.append("a frame went the wrong way")
        }
        sendWaiting()
    }
}

/// The server's side, and what befalls both.
extension ConnectionModel {
    private mutating func deliverToServer() {
        guard isConnected, !toServer.isEmpty else { return }
        switch toServer.removeFirst() {
        case .request(let id, let kind, let deadline, let offersCapabilities):
            if offersCapabilities, isExtended { toClient += server.extend().map { .control($0) } }
            switch server.received(id, kind, deadline: deadline, refusal: nil) {
            case .reject: toClient.append(.response(id))
            case .start:
                if server.started(id, id) != nil { mistakes.append("a call that goes on was to be cancelled") }
                running.insert(id)
                if kind == .serverStream { writers[id] = StreamWriterModel() }
                everStarted.insert(id)
                if server.runningCalls > Self.serverCallLimit { mistakes.append("the server runs too many calls") }
            }
            // It was too old before its first call.
            if server.isExtended, server.agedEarly { endOfAge() }
        case .control(.cancel(let id)):
            let abandoned = server.callerCancelled(id)
            if abandoned.handlers.contains(where: { $0 != id }) { mistakes.append("another call was cancelled") }
            end(abandoned)
        case .control(.window(let id, let byteCount)):
            server.grant(Int(byteCount), on: id)
            sendWaiting()
        case .control, .response, .data:
            mistakes.append("a frame went the wrong way")
        }
    }

    private mutating func endHandler(_ id: UInt32?) {
        guard let id else { return }
        if writers[id] != nil { return endStream(id) }
        running.remove(id)
        if server.handlerEnded(id) { toClient.append(.response(id)) }
    }

    private mutating func passTime(_ amount: TimeAmount) {
        now = now + amount
        for (call, frame) in client.expire(at: now) {
            end(call, .expired)
            if let frame { clientOutbound.append(.control(frame)) }
        }
        let expired = server.expire(at: now)
        for id in expired.answers { toClient.append(.response(id)) }
        end(expired.abandoned)
    }

    private mutating func drain() {
        if let goAway = server.drain() { toClient.append(.control(goAway)) }
    }

    private mutating func endOfAge() {
        if let goAway = server.endOfAge() { toClient.append(.control(goAway)) }
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
        end(server.closed())
    }
}
