import NIOCore
import Testing

@testable import RPC

@Suite("Streams on a server's connection, event by event")
struct ServerStreamStateTests {
    typealias State = ServerConnectionState<String, String>

    static let window = StreamWindow.initialByteCount

    /// A connection with these streams in flight.
    private static func state(extended: Bool, streams: [UInt32]) -> State {
        var state = State(callLimit: 10)
        if extended { _ = state.extend() }
        for id in streams {
            _ = state.received(id, .serverStream, deadline: .uptimeNanoseconds(UInt64(id)), refusal: nil)
            #expect(state.started(id, "\(id)") == nil)
        }
        return state
    }

    @Test("To a caller that counts, the window may be sent, and what it grants")
    func credit() {
        var state = Self.state(extended: true, streams: [1])
        #expect(state.write(on: 1, cost: Self.window, hasRoom: true) == .send)
        #expect(state.write(on: 1, cost: 1, hasRoom: true) == .wait)
        #expect(state.enqueue("a", cost: 1, on: 1) != nil)
        #expect(state.nextWrite() == nil)
        state.grant(1, on: 1)
        #expect(state.hasWrites)
        #expect(state.nextWrite()?.write == "a")
        #expect(!state.hasWrites)
    }

    @Test("To a caller that does not count, messages wait for room only")
    func room() {
        var state = Self.state(extended: false, streams: [1])
        #expect(state.write(on: 1, cost: 100 * Self.window, hasRoom: true) == .send)
        #expect(state.write(on: 1, cost: 1, hasRoom: false) == .wait)
        _ = state.enqueue("a", cost: 1, on: 1)
        #expect(state.write(on: 1, cost: 1, hasRoom: true) == .wait)
        #expect(state.nextWrite()?.write == "a")
        #expect(state.write(on: 1, cost: 1, hasRoom: true) == .send)
    }

    @Test("Streams take turns")
    func turns() {
        var state = Self.state(extended: false, streams: [1, 3])
        for write in ["1a", "1b", "1c"] { _ = state.enqueue(write, cost: 1, on: 1) }
        for write in ["3a", "3b"] { _ = state.enqueue(write, cost: 1, on: 3) }
        var sent: [String] = []
        while let (_, write) = state.nextWrite() { sent.append(write) }
        #expect(sent == ["1a", "3a", "1b", "3b", "1c"])
    }

    @Test("A stream without credit does not keep others from sending")
    func independence() {
        var state = Self.state(extended: true, streams: [1, 3])
        #expect(state.write(on: 1, cost: Self.window, hasRoom: true) == .send)
        _ = state.enqueue("1a", cost: 1, on: 1)
        #expect(state.write(on: 3, cost: 1, hasRoom: true) == .send)
        _ = state.enqueue("3a", cost: 1, on: 3)
        #expect(state.nextWrite()?.id == 3)
        #expect(state.nextWrite() == nil)
    }

    @Test("After the caller has gone nothing is written, and the handler learns at once what was not")
    func goneCaller() {
        var state = Self.state(extended: true, streams: [1, 3, 5])
        for id in [1, 3, 5] as [UInt32] { _ = state.enqueue("\(id)a", cost: 1, on: id) }
        let cancelled = state.callerCancelled(1)
        #expect(cancelled.handlers == ["1"])
        #expect(cancelled.writes == ["1a"])
        let expired = state.expire(at: .uptimeNanoseconds(3))
        #expect(expired.answers == [3])
        #expect(expired.abandoned.handlers == ["3"])
        #expect(expired.abandoned.writes == ["3a"])
        for id in [1, 3] as [UInt32] {
            #expect(state.write(on: id, cost: 1, hasRoom: true) == .ended)
            #expect(state.enqueue("late", cost: 1, on: id) == nil)
        }
        #expect(state.nextWrite()?.write == "5a")
        #expect(state.nextWrite() == nil)
        let ended = state.streamEnded(1)
        #expect(!ended.isToSend)
        #expect(ended.abandoned == [])
        _ = state.enqueue("5b", cost: 1, on: 5)
        let closed = state.closed()
        #expect(closed.handlers == ["3", "5"])
        #expect(closed.writes == ["5b"])
        #expect(state.streamEnded(5).abandoned == [])
    }

    @Test("A stream ends once; a write that is given up is not sent")
    func ending() {
        var state = Self.state(extended: false, streams: [1])
        let number = state.enqueue("a", cost: 1, on: 1) ?? 0
        #expect(state.cancelWrite(number, on: 1) == "a")
        #expect(state.cancelWrite(number, on: 1) == nil)
        #expect(state.nextWrite() == nil)
        _ = state.enqueue("b", cost: 1, on: 1)
        let end = state.streamEnded(1)
        #expect(end.isToSend)
        #expect(end.abandoned == ["b"])
        #expect(state.streamEnded(1).isToSend == false)
        #expect(state.write(on: 1, cost: 1, hasRoom: true) == .ended)
        state.grant(1, on: 1)
        #expect(state.runningCalls == 0)
    }

    @Test("A unary call has no stream, and its grants no effect")
    func unary() {
        var state = State(callLimit: 10)
        _ = state.received(1, deadline: .distantFuture, refusal: nil)
        state.grant(1, on: 1)
        #expect(state.write(on: 1, cost: 1, hasRoom: true) == .ended)
        #expect(state.enqueue("a", cost: 1, on: 1) == nil)
        #expect(state.nextWrite() == nil)
        #expect(state.handlerEnded(1) == true)
    }
}
