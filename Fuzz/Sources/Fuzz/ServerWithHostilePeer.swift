import NIOCore

@testable import RPC

/// A server's end of a connection to a client that sends what it likes, and what must hold all the same.
struct ServerWithHostilePeer {
    private static let callLimit = 6

    private struct Handler {
        let kind: MethodDescriptor.Kind
        /// Its caller was answered or has gone: nothing more may be sent.
        var isOver = false
        /// Its messages that wait, by what they are cancelled by.
        var waiting: [UInt64: Int] = [:]
    }

    private var server = ServerConnectionState<UInt32, Int>(callLimit: callLimit)
    private var now = NIODeadline.uptimeNanoseconds(0)
    private var lastID: UInt32 = 0
    private var running: [UInt32: Handler] = [:]
    private var writeCount = 0
    private var takesCalls = true
    private var isClosed = false

    static func play(_ choices: inout FuzzedChoices) {
        var world = Self()
        while !choices.isExhausted { world.step(&choices) }
        world.close()
        for id in world.running.keys.sorted() { world.endHandler(id) }
        precondition(world.server.runningCalls == 0, "the server still counts calls")
    }

    private mutating func step(_ choices: inout FuzzedChoices) {
        switch UInt.random(in: 0..<32, using: &choices) {
        case 0..<8: receive(&choices)
        case 8..<10: _ = server.extend()
        case 10..<12: cancel(choices.streamID())
        case 12..<15: server.grant(Int(UInt32(truncatingIfNeeded: choices.next())), on: choices.streamID())
        case 15..<20: write(choices.streamID(), cost: .random(in: 10...300_000, using: &choices), &choices)
        case 20..<23: sendNext()
        case 23: cancelWrite(&choices)
        case 24: expire(.nanoseconds(.random(in: 0...50, using: &choices)))
        case 25..<29: endHandler(choices.streamID())
        case 29:
            if server.isExtended { takesCalls = false }
            _ = server.endOfAge()
        case 30: drain(&choices)
        default: if UInt.random(in: 0..<4, using: &choices) == 0 { close() }
        }
        precondition(server.runningCalls <= Self.callLimit, "more handlers run than may")
        precondition(server.runningCalls == (isClosed ? 0 : running.count), "calls were lost or made up")
    }

    private mutating func receive(_ choices: inout FuzzedChoices) {
        let id = choices.streamID()
        let kind: MethodDescriptor.Kind = Bool.random(using: &choices) ? .unary : .serverStream
        let refusal: Status? = UInt.random(in: 0..<8, using: &choices) == 0 ? .malformedRequest : nil
        let deadline = now + .nanoseconds(.random(in: 1...100, using: &choices))
        let isValid = id % 2 == 1 && id > lastID
        if isValid { lastID = id }
        switch server.received(id, kind, deadline: deadline, refusal: refusal) {
        case .reject(let status):
            guard isValid else { return precondition(status.code == .invalidArgument, "a wrong id is not said to be") }
            precondition(status == (takesCalls ? refusal ?? .serverBusy : .draining), "a call is refused as \(status)")
            precondition(status != .serverBusy || running.count == Self.callLimit, "a server with room is busy")
        case .start:
            precondition(isValid && takesCalls && refusal == nil, "a call was started that must not be")
            running[id] = Handler(kind: kind)
            precondition(server.started(id, id) == nil, "a call that goes on was to be cancelled")
        }
    }

    private mutating func cancel(_ id: UInt32) {
        let abandoned = server.callerCancelled(id)
        if !abandoned.handlers.isEmpty { precondition(abandoned.handlers == [id], "another handler was cancelled") }
        leave(abandoned)
    }

    /// These handlers are cancelled, and their writers told.
    private mutating func leave(_ abandoned: AbandonedCalls<UInt32, Int>) {
        var waiting: [Int] = []
        for id in abandoned.handlers {
            precondition(running[id]?.isOver == false, "a handler was cancelled twice, or does not run")
            waiting += running[id]?.waiting.values.map(\.self) ?? []
            running[id]?.isOver = true
            running[id]?.waiting = [:]
        }
        precondition(abandoned.writes.sorted() == waiting.sorted(), "a message's writer waits for ever")
    }

    private mutating func write(_ id: UInt32, cost: Int, _ choices: inout FuzzedChoices) {
        let isOpen = running[id].map { $0.kind == .serverStream && !$0.isOver } ?? false
        let hasRoom = Bool.random(using: &choices)
        switch server.write(on: id, cost: cost, hasRoom: hasRoom) {
        case .ended: precondition(!isOpen || isClosed, "a message was refused that its caller waits for")
        case .send: precondition(isOpen && hasRoom && running[id]?.waiting.isEmpty == true, "a message went too early")
        case .wait:
            writeCount += 1
            guard let number = server.enqueue(writeCount, cost: cost, on: id) else {
                preconditionFailure("a message can neither be sent nor wait")
            }
            running[id]?.waiting[number] = writeCount
        }
    }

    private mutating func sendNext() {
        guard let (id, write) = server.nextWrite() else { return }
        precondition(running[id]?.isOver == false, "a message was sent that nobody waits for")
        // Those of a stream keep their order.
        guard let first = running[id]?.waiting.min(by: { $0.key < $1.key }), first.value == write else {
            preconditionFailure("a message was sent that is not the next")
        }
        running[id]?.waiting[first.key] = nil
    }

    private mutating func cancelWrite(_ choices: inout FuzzedChoices) {
        let id = choices.streamID()
        guard let waiting = running[id]?.waiting, let one = waiting.min(by: { $0.key < $1.key }) else { return }
        let cancelled = server.cancelWrite(one.key, on: id)
        precondition(cancelled == one.value, "a message that waited is gone")
        running[id]?.waiting[one.key] = nil
    }

    private mutating func expire(_ time: TimeAmount) {
        now = now + time
        let (answers, abandoned) = server.expire(at: now)
        precondition(answers == abandoned.handlers, "a call is answered, and its handler goes on")
        leave(abandoned)
    }

    private mutating func endHandler(_ id: UInt32) {
        guard let handler = running.removeValue(forKey: id) else { return }
        let isToSend: Bool
        switch handler.kind {
        case .unary: isToSend = server.handlerEnded(id)
        case .serverStream:
            let end = server.streamEnded(id)
            isToSend = end.isToSend
            precondition(end.abandoned.sorted() == handler.waiting.values.sorted(), "a message's writer waits for ever")
        }
        precondition(isToSend == !(handler.isOver || isClosed), "a call is answered twice or never")
    }

    private mutating func drain(_ choices: inout FuzzedChoices) {
        takesCalls = false
        _ = server.drain()
        if Bool.random(using: &choices) { server.finish() }
    }

    private mutating func close() {
        takesCalls = false
        isClosed = true
        let waiting = running.values.flatMap(\.waiting.values)
        precondition(server.closed().writes.sorted() == waiting.sorted(), "a message's writer waits for ever")
        for id in running.keys { running[id]?.waiting = [:] }
    }
}
