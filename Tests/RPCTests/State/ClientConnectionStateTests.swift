import NIOCore
import Testing

@testable import RPC

@Suite("A client's connection, event by event")
struct ClientConnectionStateTests {
    typealias State = ClientConnectionState<String>

    static let never = NIODeadline.distantFuture

    @Test("Ids are odd and increase; the first call of a connection offers the extensions")
    func ids() {
        var state = State(callLimit: 10)
        #expect(state.start("a", deadline: Self.never) == .write(streamID: 1, offersCapabilities: true))
        #expect(state.start("b", deadline: Self.never) == .write(streamID: 3, offersCapabilities: false))
        #expect(state.end(1) == "a")
        #expect(state.start("c", deadline: Self.never) == .write(streamID: 5, offersCapabilities: false))
    }

    @Test("A call ends once; replies to calls that have ended are nobody's")
    func ending() {
        var state = State(callLimit: 10)
        _ = state.start("a", deadline: Self.never)
        #expect(state.end(1) == "a")
        #expect(state.end(1) == nil)
        #expect(state.end(99) == nil)
        #expect(state.cancel(1) == nil)
    }

    @Test("Calls beyond the limit are refused, the server's limit if it is lower")
    func limit() {
        var state = State(callLimit: 2)
        _ = state.start("a", deadline: Self.never)
        _ = state.start("b", deadline: Self.never)
        #expect(state.start("c", deadline: Self.never) == .full)
        _ = state.end(1)
        _ = state.received(ServerSettings(maximumCalls: 1))
        #expect(state.start("d", deadline: Self.never) == .full)
        _ = state.end(3)
        #expect(state.start("e", deadline: Self.never) == .write(streamID: 5, offersCapabilities: false))
    }

    @Test("When the connection is lost, calls that were not written certainly did not run")
    func lost() {
        var state = State(callLimit: 10)
        _ = state.start("written", deadline: Self.never)
        state.flushed()
        _ = state.start("waiting", deadline: Self.never)
        let leftovers = state.closed()
        #expect(leftovers.lost == ["written"])
        #expect(leftovers.unsent == ["waiting"])
        state.retire()
        #expect(!state.isReplaced)
        #expect(state.start("late", deadline: Self.never) == .closed)
    }

    @Test("After GOAWAY the calls above its id did not run, the others finish, and then the connection ends")
    func goAway() {
        var state = State(callLimit: 10)
        for call in ["1", "3", "5"] { _ = state.start(call, deadline: Self.never) }
        #expect(state.goAway(lastStreamID: 3) == ["5"])
        #expect(state.isReplaced)
        #expect(!state.isFinished)
        #expect(state.start("late", deadline: Self.never) == .closed)
        #expect(state.end(3) == "3")
        #expect(state.end(1) == "1")
        #expect(state.isFinished)
    }

    @Test("CANCEL and PING are for servers with the extensions only, PING for those with calls in flight")
    func extensions() {
        var state = State(callLimit: 10)
        _ = state.start("a", deadline: Self.never)
        #expect(state.ping(payload: ByteBuffer()) == nil)
        let plain = state.cancel(1)
        #expect(plain?.call == "a")
        #expect(plain?.frame == nil)
        _ = state.received(ServerSettings())
        #expect(state.ping(payload: ByteBuffer()) == nil)
        _ = state.start("b", deadline: Self.never)
        #expect(state.ping(payload: ByteBuffer()) == .ping(streamID: 3, payload: ByteBuffer()))
        #expect(state.schedule.keepsAlive)
        #expect(state.cancel(3)?.frame == .cancel(streamID: 3))
        #expect(!state.schedule.keepsAlive)
    }

    @Test("Calls given up before the server has said anything are cancelled when it says that it knows how")
    func earlyCancellation() {
        var state = State(callLimit: 10)
        for call in ["a", "b", "c"] { _ = state.start(call, deadline: Self.never) }
        #expect(state.cancel(1)?.frame == nil)
        #expect(state.cancel(3)?.frame == nil)
        #expect(state.received(ServerSettings()) == [.cancel(streamID: 1), .cancel(streamID: 3)])
        #expect(state.received(ServerSettings()) == [])
        var plain = State(callLimit: 10)
        for call in ["a", "b"] { _ = plain.start(call, deadline: Self.never) }
        _ = plain.cancel(1)
        _ = plain.end(3)
        #expect(plain.received(ServerSettings()) == [])
    }

    @Test("Data is for streams in flight, which its last frame ends")
    func data() {
        var state = State(callLimit: 10)
        for call in ["stream", "unary"] { _ = state.start(call, deadline: Self.never) }
        func data(_ id: UInt32, isLast: Bool) -> String? {
            state.receivedData(id, isLast: isLast) { $0 == "stream" }
        }
        #expect(data(1, isLast: false) == "stream")
        #expect(data(3, isLast: true) == nil)
        #expect(data(5, isLast: true) == nil)
        #expect(state.callCount == 2)
        #expect(data(1, isLast: true) == "stream")
        #expect(data(1, isLast: true) == nil)
        #expect(state.end(3) == "unary")
    }

    @Test("WINDOW is for servers with the extensions, and streams in flight")
    func grants() {
        var state = State(callLimit: 10)
        _ = state.start("stream", deadline: Self.never)
        #expect(state.grant(7, on: 1) == nil)
        _ = state.received(ServerSettings())
        #expect(state.grant(7, on: 1) == .window(streamID: 1, byteCount: 7))
        #expect(state.grant(.max, on: 1) == .window(streamID: 1, byteCount: .max))
        _ = state.end(1)
        #expect(state.grant(7, on: 1) == nil)
    }

    @Test("A connection asks to be replaced before its ids run out, and takes calls until it is")
    func idExhaustion() {
        var state = State(callLimit: 10, lastUsableStreamID: 3)
        _ = state.start("a", deadline: Self.never)
        #expect(!state.needsReplacement)
        _ = state.start("b", deadline: Self.never)
        #expect(state.needsReplacement)
        #expect(state.start("c", deadline: Self.never) == .write(streamID: 5, offersCapabilities: false))
        state.retire()
        #expect(!state.needsReplacement)
        #expect(state.start("late", deadline: Self.never) == .closed)
    }

    @Test("Expired calls are given back once, and the server is told as of those that are given up")
    func expiry() {
        var state = State(callLimit: 10)
        for (call, deadline) in [("a", 10), ("b", 20), ("c", 30)] as [(String, UInt64)] {
            _ = state.start(call, deadline: .uptimeNanoseconds(deadline))
        }
        let early = state.expire(at: .uptimeNanoseconds(15))
        #expect(early.map(\.call) == ["a"])
        #expect(early.map(\.frame) == [nil])
        #expect(state.expire(at: .uptimeNanoseconds(15)).isEmpty)
        #expect(state.received(ServerSettings()) == [.cancel(streamID: 1)])
        let late = state.expire(at: .uptimeNanoseconds(25))
        #expect(late.map(\.call) == ["b"])
        #expect(late.map(\.frame) == [.cancel(streamID: 3)])
        #expect(state.callCount == 1)
    }

    @Test("What a silent server would have to be told is bounded")
    func silentServer() {
        var state = State(callLimit: 2)
        for _ in 0..<10 {
            guard case .write(let id, _) = state.start("a", deadline: Self.never) else { return }
            _ = state.cancel(id)
        }
        #expect(state.received(ServerSettings()) == [.cancel(streamID: 1), .cancel(streamID: 3)])
    }
}
