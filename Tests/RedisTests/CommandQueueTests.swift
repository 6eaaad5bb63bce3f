import NIOCore
import Testing

@testable import Redis

@Suite("The pipeline of one connection")
struct CommandQueueTests {
    private static let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    private var queue = CommandQueue<String>(
        limits: CommandLimits(
            calls: 4, callsBeforeFirstConnection: 4, bytes: 100, commandTimeout: .milliseconds(500)))

    private func call(
        _ name: String, replies: Int = 1, bytes: Int = 1, deadline: TimeAmount = .milliseconds(500)
    ) -> Call<String> {
        Call(
            id: .next(), bytes: Array(String(repeating: name, count: bytes).utf8)[...], replyCount: replies,
            deadline: Self.start + deadline, waiter: name)
    }

    private mutating func append(_ calls: Call<String>...) -> Bool {
        calls.reduce(true) { queue.append($1) && $0 }
    }

    /// Gives the queue an integer as a reply, and describes what it made of it.
    private mutating func receive(_ number: Int64) -> String {
        switch queue.receive(.integer(number), now: Self.start + .milliseconds(3)) {
        case .complete(let waiter, .integer(let number), _): "\(waiter)=\(number)"
        case .complete(let waiter, .array(let replies), _): "\(waiter)=\(replies.compactMap(\.integer))"
        case .complete(let waiter, _, _): "\(waiter)=?"
        case .nothing: "nothing"
        case .unexpected: "unexpected"
        }
    }

    @Test("replies go to the calls in the order of writing")
    mutating func order() {
        for name in ["a", "b", "c"] { #expect(append(call(name))) }
        #expect(queue.send(now: Self.start).map { String(buffer: $0) } == "abc")
        #expect(append(call("d")))
        #expect(receive(1) == "a=1")
        #expect(queue.send(now: Self.start).map { String(buffer: $0) } == "d")
        #expect(queue.send(now: Self.start) == nil)
        #expect([receive(2), receive(3), receive(4), receive(5)] == ["b=2", "c=3", "d=4", "unexpected"])
    }

    @Test("several commands of one call get one array of replies")
    mutating func several() {
        #expect(append(call("a", replies: 3)))
        #expect(append(call("b")))
        _ = queue.send(now: Self.start)
        #expect([receive(1), receive(2), receive(3), receive(4)] == ["nothing", "nothing", "a=[1, 2, 3]", "b=4"])
    }

    @Test("a reply is not for a call that was never written")
    mutating func unwritten() {
        #expect(append(call("a")))
        #expect(receive(1) == "unexpected")
    }

    @Test("a written call that is cancelled keeps its place")
    mutating func cancelWritten() {
        let cancelled = call("a")
        #expect(append(cancelled, call("b")))
        _ = queue.send(now: Self.start)
        #expect(queue.cancel(cancelled.id) == "a")
        #expect(queue.cancel(cancelled.id) == nil)
        #expect([receive(1), receive(2)] == ["nothing", "b=2"])
    }

    @Test("an unwritten call that is cancelled is never written")
    mutating func cancelUnwritten() {
        let cancelled = call("a")
        #expect(append(cancelled, call("b")))
        #expect(queue.cancel(cancelled.id) == "a")
        #expect(queue.send(now: Self.start).map { String(buffer: $0) } == "b")
    }

    @Test("calls over the limit are refused until a reply makes room")
    mutating func callLimit() {
        for name in ["a", "b", "c", "d"] { #expect(append(call(name))) }
        _ = queue.send(now: Self.start)
        #expect(!append(call("e")))
        _ = receive(1)
        #expect(append(call("e")))
    }

    @Test("bytes over the limit are refused until a reply makes room")
    mutating func byteLimit() {
        #expect(append(call("a", bytes: 60)))
        #expect(!append(call("b", bytes: 41)))
        #expect(append(call("b", bytes: 40)))
        _ = queue.send(now: Self.start)
        _ = receive(1)
        #expect(append(call("c", bytes: 60)))
    }

    @Test("calls past their deadline are given up, written or not")
    mutating func expiry() {
        #expect(append(call("a", deadline: .milliseconds(10))))
        #expect(append(call("b", deadline: .milliseconds(30))))
        _ = queue.send(now: Self.start)
        #expect(append(call("c", deadline: .milliseconds(20))))
        #expect(queue.nextDeadline == Self.start + .milliseconds(10))
        #expect(queue.expire(now: Self.start + .milliseconds(20)) == ["a", "c"])
        #expect(queue.nextDeadline == Self.start + .milliseconds(30))
        #expect(queue.send(now: Self.start) == nil)
        #expect([receive(1), receive(2)] == ["nothing", "b=2"])
    }

    @Test("the loss of the connection concerns everyone who still waits")
    mutating func loss() {
        let cancelled = call("b")
        #expect(append(call("a"), cancelled))
        _ = queue.send(now: Self.start)
        #expect(append(call("c", bytes: 90)))
        _ = queue.cancel(cancelled.id)
        #expect(queue.removeAll() == ["a", "c"])
        #expect(append(call("d", bytes: 100)), "the room is free again")
    }
}
