import NIOCore
import Testing

@testable import Gateway

@Suite("The state of a connection")
struct ConnectionStateTests {
    private static let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    private var state = ConnectionState(idleTimeout: .seconds(60), drainGrace: .seconds(2), at: start)

    private func at(_ seconds: Int64) -> NIODeadline { Self.start + .seconds(seconds) }

    private mutating func receive(at seconds: Int64) {
        state.receivedHead(at: at(seconds))
        state.receivedEnd(at: at(seconds))
    }

    @Test("A connection without a request is closed after its time")
    mutating func idle() {
        #expect(state.timerFired(at: at(0)) == .wait(until: at(60)))
        #expect(state.timerFired(at: at(60)) == .close)
    }

    @Test("Requests that are answered at once keep a connection, as others do")
    mutating func hits() {
        state.answeredAtOnce(at: at(50))
        #expect(state.timerFired(at: at(60)) == .wait(until: at(110)))
        receive(at: 100)
        #expect(state.sentEnd(at: at(105)) == false)
        #expect(state.timerFired(at: at(110)) == .wait(until: at(165)))
        #expect(state.timerFired(at: at(165)) == .close)
    }

    @Test("An answer may take longer than a connection may be idle; a request that stalls may not")
    mutating func slow() {
        receive(at: 1)
        #expect(state.timerFired(at: at(100)) == .wait(until: at(160)))
        _ = state.sentEnd(at: at(110))
        state.receivedHead(at: at(111))
        state.receivedBody(at: at(120))
        #expect(state.timerFired(at: at(171)) == .wait(until: at(180)))
        #expect(state.timerFired(at: at(180)) == .close)
    }

    @Test("Once the last answer is sent, a client has a few seconds to notice, whatever it still sends")
    mutating func lingering() {
        receive(at: 1)
        _ = state.sentEnd(at: at(2))
        #expect(state.closedOutput(at: at(2)) == .wait(until: at(7)))
        #expect(!state.canAnswerAtOnce)
        receive(at: 6)
        #expect(state.timerFired(at: at(6)) == .wait(until: at(7)))
        #expect(state.timerFired(at: at(7)) == .close)
    }

    @Test("Nothing is answered at once while an earlier request has no answer, or is still on its way")
    mutating func order() {
        #expect(state.canAnswerAtOnce)
        receive(at: 1)
        receive(at: 1)
        #expect(!state.canAnswerAtOnce)
        _ = state.sentEnd(at: at(2))
        #expect(!state.canAnswerAtOnce)
        _ = state.sentEnd(at: at(2))
        #expect(state.canAnswerAtOnce)
        state.receivedHead(at: at(3))
        _ = state.sentEnd(at: at(3))
        #expect(!state.canAnswerAtOnce)
        state.receivedEnd(at: at(3))
        #expect(state.canAnswerAtOnce)
    }

    @Test("What was no HTTP has an answer, and counts for no request")
    mutating func noHTTP() {
        _ = state.sendingHead()
        _ = state.sentEnd(at: at(1))
        receive(at: 2)
        #expect(!state.canAnswerAtOnce)
    }

    @Test("At the end a connection without a request stays open for the grace")
    mutating func drainIdle() {
        #expect(state.drain(at: at(10)) == .wait(until: at(12)))
        #expect(state.timerFired(at: at(12)) == .close)
    }

    @Test("An idle time that ends before the grace does still ends the connection")
    mutating func drainNearlyIdle() {
        #expect(state.drain(at: at(59)) == .wait(until: at(60)))
        #expect(state.timerFired(at: at(60)) == .close)
    }

    @Test("Without a grace, a connection without a request is closed at once")
    func noGrace() {
        var state = ConnectionState(idleTimeout: .seconds(60), drainGrace: .zero, at: Self.start)
        #expect(state.drain(at: at(10)) == .close)
    }

    @Test("A request within the grace is answered by an answer that tells of the end, and then the connection ends")
    mutating func drainRequest() {
        _ = state.drain(at: at(10))
        #expect(!state.canAnswerAtOnce)
        receive(at: 11)
        #expect(state.timerFired(at: at(12)) == .wait(until: at(72)))
        #expect(state.sendingHead() == true)
        #expect(state.sentEnd(at: at(13)) == true)
    }

    @Test("Of several requests, the last one's answer tells of the end")
    mutating func drainPipelined() {
        receive(at: 1)
        receive(at: 1)
        _ = state.drain(at: at(2))
        #expect(state.sendingHead() == false)
        #expect(state.sentEnd(at: at(2)) == false)
        #expect(state.sendingHead() == true)
        #expect(state.sentEnd(at: at(2)) == true)
    }

    @Test("An answer that began before the end was known leaves the connection open for what is left of the grace")
    mutating func drainDuringAnswer() {
        receive(at: 1)
        #expect(state.sendingHead() == false)
        _ = state.drain(at: at(2))
        #expect(state.sentEnd(at: at(3)) == false)
        #expect(state.timerFired(at: at(3)) == .wait(until: at(4)))
        #expect(state.timerFired(at: at(4)) == .close)
    }

    @Test("Once the grace is over, the end of the answer that is being sent is that of the connection")
    mutating func drainOverdue() {
        receive(at: 1)
        #expect(state.sendingHead() == false)
        _ = state.drain(at: at(2))
        #expect(state.timerFired(at: at(4)) == .wait(until: at(64)))
        #expect(state.sentEnd(at: at(5)) == true)
    }
}
