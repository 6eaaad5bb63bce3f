import NIOCore
import Testing

@testable import RPC

@Suite("A server's connection, event by event")
struct ServerConnectionStateTests {
    typealias State = ServerConnectionState<String, String>

    static let never = NIODeadline.distantFuture

    static func at(_ seconds: UInt64) -> NIODeadline { .uptimeNanoseconds(seconds * 1_000_000_000) }

    @Test("Odd, increasing ids start; all others are INVALID_ARGUMENT and change nothing")
    func ids() {
        var state = State(callLimit: 10)
        #expect(state.received(3, deadline: Self.never, refusal: nil) == .start)
        for id in [3, 1, 4, 0] as [UInt32] {
            guard case .reject(let status) = state.received(id, deadline: Self.never, refusal: nil) else {
                Issue.record("id \(id) was admitted")
                continue
            }
            #expect(status.code == .invalidArgument)
        }
        #expect(state.runningCalls == 1)
        #expect(state.received(5, deadline: Self.never, refusal: nil) == .start)
    }

    @Test("A refused request uses its id")
    func refusedID() {
        var state = State(callLimit: 10)
        #expect(state.received(1, deadline: Self.never, refusal: .malformedRequest) == .reject(.malformedRequest))
        #expect(state.received(1, deadline: Self.never, refusal: nil) != .start)
        #expect(state.runningCalls == 0)
    }

    @Test("A handler whose caller was answered holds its place until it returns")
    func placeOfAnsweredCall() {
        var state = State(callLimit: 1)
        #expect(state.received(1, deadline: Self.at(1), refusal: nil) == .start)
        #expect(state.started(1, "one") == nil)
        let expired = state.expire(at: Self.at(1))
        #expect(expired.answers == [1])
        #expect(expired.abandoned.handlers == ["one"])
        #expect(state.received(3, deadline: Self.never, refusal: nil) == .reject(.serverBusy))
        #expect(state.handlerEnded(1) == false)
        #expect(state.received(5, deadline: Self.never, refusal: nil) == .start)
        #expect(state.handlerEnded(5) == true)
    }

    @Test("Only calls whose deadline has passed expire, and once")
    func expiry() {
        var state = State(callLimit: 10)
        for (id, deadline) in [(1, Self.at(3)), (3, Self.at(1)), (5, Self.never)] as [(UInt32, NIODeadline)] {
            _ = state.received(id, deadline: deadline, refusal: nil)
            #expect(state.started(id, "\(id)") == nil)
        }
        #expect(state.schedule.earliestDeadline == Self.at(1))
        #expect(state.expire(at: Self.at(0)).answers == [])
        #expect(state.expire(at: Self.at(2)).answers == [3])
        #expect(state.schedule.earliestDeadline == Self.at(3))
        #expect(state.expire(at: Self.at(4)).answers == [1])
        #expect(state.expire(at: Self.at(5)).answers == [])
        #expect(state.schedule.earliestDeadline == Self.never)
    }

    @Test("A cancelled call's handler is cancelled once, and its answer dropped")
    func cancellation() {
        var state = State(callLimit: 10)
        _ = state.extend()
        _ = state.received(1, deadline: Self.never, refusal: nil)
        #expect(state.started(1, "one") == nil)
        #expect(state.callerCancelled(3).handlers == [])
        #expect(state.callerCancelled(1).handlers == ["one"])
        #expect(state.callerCancelled(1).handlers == [])
        #expect(state.handlerEnded(1) == false)
    }

    @Test("What only clients with the extensions may send means nothing from others")
    func unnegotiated() {
        var state = State(callLimit: 10)
        _ = state.received(1, deadline: Self.never, refusal: nil)
        #expect(state.started(1, "one") == nil)
        #expect(state.callerCancelled(1).handlers == [])
        #expect(state.pong(payload: ByteBuffer()) == nil)
        _ = state.extend()
        #expect(state.pong(payload: ByteBuffer()) == .pong(payload: ByteBuffer()))
        #expect(state.handlerEnded(1) == true)
    }

    @Test("A handler that starts when nobody waits for its call any more is cancelled")
    func startedTooLate() {
        var state = State(callLimit: 10)
        _ = state.extend()
        for id in [1, 3, 5, 7] as [UInt32] { _ = state.received(id, deadline: Self.at(UInt64(id)), refusal: nil) }
        #expect(state.expire(at: Self.at(1)).abandoned.handlers == [])
        #expect(state.started(1, "expired") == "expired")
        #expect(state.callerCancelled(3).handlers == [])
        #expect(state.started(3, "cancelled") == "cancelled")
        #expect(state.handlerEnded(5) == true)
        #expect(state.started(5, "ended") == "ended")
        #expect(state.closed().handlers == ["expired", "cancelled"])
        #expect(state.started(7, "lost") == "lost")
    }

    @Test("A draining connection refuses, finishes, and ends only when told to")
    func draining() {
        var state = State(callLimit: 10)
        _ = state.received(1, deadline: Self.never, refusal: nil)
        #expect(state.drain() == nil)
        #expect(state.received(3, deadline: Self.never, refusal: nil) == .reject(.draining))
        #expect(state.handlerEnded(1) == true)
        #expect(!state.isFinished)
        state.finish()
        #expect(state.isFinished)
    }

    @Test("A connection that is to end waits for its last call")
    func finishing() {
        var state = State(callLimit: 10)
        _ = state.received(1, deadline: Self.never, refusal: nil)
        _ = state.drain()
        state.finish()
        #expect(!state.isFinished)
        #expect(state.handlerEnded(1) == true)
        #expect(state.isFinished)
    }

    @Test("Clients with the extensions get SETTINGS once, and GOAWAY when the server drains")
    func extensions() {
        let settings = ControlFrame.settings(ServerSettings(maximumCalls: 10))
        var state = State(callLimit: 10)
        _ = state.received(1, deadline: Self.never, refusal: nil)
        #expect(state.extend() == [settings])
        #expect(state.extend() == [])
        #expect(state.drain() == .goAway(lastStreamID: 1))
        #expect(state.drain() == nil)
        var late = State(callLimit: 10)
        #expect(late.drain() == nil)
        _ = late.received(1, deadline: Self.never, refusal: nil)
        #expect(late.extend() == [settings, .goAway(lastStreamID: 1)])
    }

    @Test("A plain client is not told of age; one with the extensions is, also when it is only then known to be one")
    func lateCall() {
        var state = State(callLimit: 10)
        #expect(state.endOfAge() == nil)
        #expect(state.received(1, deadline: Self.never, refusal: nil) == .start)
        #expect(state.extend() == [.settings(ServerSettings(maximumCalls: 10))])
        #expect(state.agedEarly)
        #expect(state.received(3, deadline: Self.never, refusal: nil) == .start)
        #expect(state.endOfAge() == .goAway(lastStreamID: 3))
        #expect(!state.agedEarly)
        #expect(state.received(5, deadline: Self.never, refusal: nil) == .reject(.draining))
    }

    @Test("A client that was told to go closes the connection itself")
    func farewell() {
        var state = State(callLimit: 10)
        #expect(state.received(1, deadline: Self.never, refusal: nil) == .start)
        _ = state.extend()
        #expect(state.endOfAge() == .goAway(lastStreamID: 1))
        #expect(state.received(3, deadline: Self.never, refusal: nil) == .reject(.draining))
        #expect(state.handlerEnded(1) == true)
        state.finish()
        #expect(!state.isFinished)
    }

    @Test("A lost connection cancels every handler, and answers nobody")
    func lost() {
        var state = State(callLimit: 10)
        for id in [1, 3] as [UInt32] {
            _ = state.received(id, deadline: Self.never, refusal: nil)
            #expect(state.started(id, "\(id)") == nil)
        }
        #expect(state.closed().handlers == ["1", "3"])
        #expect(state.handlerEnded(1) == false)
        #expect(state.closed().handlers == [])
        #expect(!state.isFinished)
    }
}
