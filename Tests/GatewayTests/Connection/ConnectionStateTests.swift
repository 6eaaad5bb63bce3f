import NIOCore
import Testing

@testable import Gateway

@Suite("The state of a connection")
struct ConnectionStateTests {
    private static let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    private var state = ConnectionState(
        idleTimeout: .seconds(60), receiveTimeout: .seconds(10), drainGrace: .seconds(2), at: start)

    private func at(_ seconds: Int64) -> NIODeadline { Self.start + .seconds(seconds) }

    private mutating func receive(at seconds: Int64) {
        state.receivedHead(at: at(seconds))
        state.receivedEnd(at: at(seconds))
    }

    private mutating func look(at seconds: Int64, unsent: Int = 0) -> ConnectionState.Action {
        state.timerFired(at: at(seconds), unsent: unsent)
    }

    @Test("A connection without a request is closed after its time")
    mutating func idle() {
        #expect(look(at: 0) == .wait(until: at(60)))
        #expect(look(at: 60) == .close)
    }

    @Test("Requests that are answered at once keep a connection, as others do")
    mutating func hits() {
        state.answeredAtOnce(at: at(50))
        #expect(look(at: 60) == .wait(until: at(110)))
        receive(at: 100)
        #expect(state.sentEnd(at: at(105)) == false)
        #expect(look(at: 110) == .wait(until: at(165)))
        #expect(look(at: 165) == .close)
    }

    @Test("An answer may take longer than a connection may be idle; a request that stalls may not")
    mutating func slow() {
        receive(at: 1)
        #expect(look(at: 100) == .wait(until: at(160)))
        _ = state.sentEnd(at: at(110))
        state.receivedHead(at: at(111))
        state.receivedBody(at: at(120))
        #expect(look(at: 171) == .wait(until: at(180)))
        #expect(look(at: 180) == .close)
    }

    @Test("A head that has begun has its time, from its first piece to its last, or what is left of an idle time")
    mutating func head() {
        #expect(state.receivedNoPart(at: at(20), unsent: 0) == true)
        #expect(state.receivedNoPart(at: at(25), unsent: 0) == false)
        #expect(look(at: 25) == .wait(until: at(30)))
        receive(at: 29)
        #expect(look(at: 30) == .wait(until: at(90)))
        _ = state.sentEnd(at: at(30))
        #expect(state.receivedNoPart(at: at(85), unsent: 0) == true)
        #expect(look(at: 85) == .wait(until: at(90)))
        state.answeredAtOnce(at: at(86))
        #expect(look(at: 95) == .wait(until: at(146)))
        #expect(state.receivedNoPart(at: at(100), unsent: 0) == true)
        #expect(look(at: 110) == .close)
    }

    @Test("While a request is under way, or its answer, what is no part of one is no head")
    mutating func noHead() {
        #expect(state.receivedNoPart(at: at(1), unsent: 1) == false)
        state.receivedHead(at: at(1))
        #expect(state.receivedNoPart(at: at(2), unsent: 0) == false)
        state.receivedEnd(at: at(3))
        #expect(state.receivedNoPart(at: at(4), unsent: 0) == false)
        #expect(look(at: 5) == .wait(until: at(65)))
    }

    @Test("Once the last answer is sent, a client has a few seconds to notice, whatever it still sends")
    mutating func lingering() {
        receive(at: 1)
        _ = state.sentEnd(at: at(2))
        #expect(state.closedOutput(at: at(2), unsent: 0) == .wait(until: at(7)))
        #expect(!state.canAnswerAtOnce)
        receive(at: 6)
        #expect(look(at: 6) == .wait(until: at(7)))
        #expect(look(at: 7) == .close)
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
        #expect(state.drain(at: at(10), unsent: 0) == .wait(until: at(12)))
        #expect(look(at: 12) == .close)
    }

    @Test("An idle time that ends before the grace does still ends the connection")
    mutating func drainNearlyIdle() {
        #expect(state.drain(at: at(59), unsent: 0) == .wait(until: at(60)))
        #expect(look(at: 60) == .close)
    }

    @Test("Without a grace, a connection without a request is closed at once")
    func noGrace() {
        var state = ConnectionState(
            idleTimeout: .seconds(60), receiveTimeout: .seconds(10), drainGrace: .zero, at: Self.start)
        #expect(state.drain(at: at(10), unsent: 0) == .close)
    }

    @Test("A request within the grace is answered by an answer that tells of the end, and then the connection ends")
    mutating func drainRequest() {
        _ = state.drain(at: at(10), unsent: 0)
        #expect(!state.canAnswerAtOnce)
        receive(at: 11)
        #expect(look(at: 12) == .wait(until: at(72)))
        #expect(state.sendingHead() == true)
        #expect(state.sentEnd(at: at(13)) == true)
    }

    @Test("Of several requests, the last one's answer tells of the end")
    mutating func drainPipelined() {
        receive(at: 1)
        receive(at: 1)
        _ = state.drain(at: at(2), unsent: 0)
        #expect(state.sendingHead() == false)
        #expect(state.sentEnd(at: at(2)) == false)
        #expect(state.sendingHead() == true)
        #expect(state.sentEnd(at: at(2)) == true)
    }

    @Test("An answer that began before the end was known leaves the connection open for what is left of the grace")
    mutating func drainDuringAnswer() {
        receive(at: 1)
        #expect(state.sendingHead() == false)
        _ = state.drain(at: at(2), unsent: 0)
        #expect(state.sentEnd(at: at(3)) == false)
        #expect(look(at: 3) == .wait(until: at(4)))
        #expect(look(at: 4) == .close)
    }

    @Test("Once the grace is over, the end of the answer that is being sent is that of the connection")
    mutating func drainOverdue() {
        receive(at: 1)
        #expect(state.sendingHead() == false)
        _ = state.drain(at: at(2), unsent: 0)
        #expect(look(at: 4) == .wait(until: at(64)))
        #expect(state.sentEnd(at: at(5)) == true)
    }

    @Test("A client that still accepts what waits for it is not idle, however slow it is; one that stops is")
    mutating func slowReader() {
        receive(at: 1)
        _ = state.sentEnd(at: at(2))
        #expect(look(at: 62, unsent: 1_000) == .wait(until: at(122)))
        #expect(look(at: 122, unsent: 999) == .wait(until: at(182)))
        #expect(look(at: 150, unsent: 999) == .wait(until: at(182)))
        #expect(look(at: 182, unsent: 999) == .close)
    }

    @Test("The time without a request runs from when all was seen to be accepted, and further answers begin it anew")
    mutating func acceptedAll() {
        receive(at: 1)
        _ = state.sentEnd(at: at(2))
        #expect(look(at: 62, unsent: 1_000) == .wait(until: at(122)))
        receive(at: 70)
        _ = state.sentEnd(at: at(71))
        #expect(look(at: 131, unsent: 1_500) == .wait(until: at(191)), "more than before, because of the second answer")
        #expect(look(at: 191) == .wait(until: at(251)))
        #expect(look(at: 251) == .close)
    }

    @Test("When the grace is over, what was answered is sent first, and then the connection ends")
    mutating func drainSlowReader() {
        receive(at: 1)
        _ = state.sentEnd(at: at(2))
        #expect(state.drain(at: at(10), unsent: 1_000) == .wait(until: at(12)))
        #expect(look(at: 12, unsent: 900) == .waitUntilSent(atMost: at(17)))
        #expect(look(at: 17, unsent: 1) == .waitUntilSent(atMost: at(22)))
        #expect(look(at: 20) == .close)
    }

    @Test("Who accepts nothing holds up the end for a few seconds")
    mutating func drainNoReader() {
        receive(at: 1)
        _ = state.sentEnd(at: at(2))
        #expect(state.drain(at: at(10), unsent: 1_000) == .wait(until: at(12)))
        #expect(look(at: 12, unsent: 1_000) == .waitUntilSent(atMost: at(15)))
        #expect(look(at: 15, unsent: 1_000) == .close)
    }

    @Test("A request that comes while the rest is sent is answered, for the last time")
    mutating func drainRequestBehindRest() {
        receive(at: 1)
        _ = state.sentEnd(at: at(2))
        _ = state.drain(at: at(10), unsent: 1_000)
        #expect(look(at: 12, unsent: 1_000) == .waitUntilSent(atMost: at(15)))
        receive(at: 13)
        #expect(look(at: 14) == .wait(until: at(74)))
        #expect(state.sendingHead() == true)
        #expect(state.sentEnd(at: at(15)) == true)
    }

    @Test("The few seconds that a client has behind the last answer run from when it is all sent")
    mutating func lingeringSlowReader() {
        receive(at: 1)
        _ = state.sentEnd(at: at(2))
        #expect(state.closedOutput(at: at(2), unsent: 1_000) == .wait(until: at(62)))
        // What it goes on to send is no reason to wait.
        receive(at: 30)
        #expect(look(at: 62, unsent: 10) == .wait(until: at(122)))
        #expect(look(at: 100) == .wait(until: at(105)))
        #expect(look(at: 105) == .close)
    }

    @Test("Who accepts nothing of the last answer is not waited for, whatever it sends")
    mutating func lingeringNoReader() {
        receive(at: 1)
        _ = state.sentEnd(at: at(2))
        #expect(state.closedOutput(at: at(2), unsent: 1_000) == .wait(until: at(62)))
        receive(at: 61)
        #expect(look(at: 62, unsent: 1_000) == .close)
    }
}
