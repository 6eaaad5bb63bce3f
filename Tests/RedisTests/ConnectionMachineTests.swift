import NIOCore
import Testing

@testable import Redis

@Suite("The logic of one connection")
struct ConnectionMachineTests {
    private static let start = NIODeadline.uptimeNanoseconds(1_000_000_000)
    private static let lost = RedisError(.unavailable, "lost")

    private var machine: ConnectionMachine<String>

    init() throws {
        machine = ConnectionMachine(
            endpoint: try RedisEndpoint(url: "redis://:secret@localhost/2"),
            limits: CommandLimits(
                calls: 4, callsBeforeFirstConnection: 2, bytes: 1_000, commandTimeout: .milliseconds(500)))
    }

    private func call(_ name: String, deadline: TimeAmount = .milliseconds(500)) -> Call<String> {
        Call(
            id: .next(), bytes: Array(name.utf8)[...], replyCount: 1, deadline: Self.start + deadline, waiter: name)
    }

    private mutating func receive(_ reply: RedisReply) -> String {
        switch machine.received(reply, now: Self.start) {
        case .nothing: "nothing"
        case .ready: "ready"
        case .close: "close"
        case .complete(let waiter, _, _): waiter
        }
    }

    private mutating func becomeReady() {
        _ = machine.start()
        _ = machine.connected()
        for _ in 0..<3 { _ = receive(.status("OK")) }
        _ = machine.flush(now: Self.start)
    }

    private mutating func submitAndFlush(_ calls: Call<String>...) {
        for call in calls { _ = machine.submit(call) }
        _ = machine.flush(now: Self.start)
    }

    @Test("it authenticates, selects its database and asks whether the server is there")
    mutating func handshake() {
        #expect(machine.start() == true)
        #expect(
            machine.connected().map { String(buffer: $0) }
                == "*2\r\n$4\r\nAUTH\r\n$6\r\nsecret\r\n*2\r\n$6\r\nSELECT\r\n$1\r\n2\r\n*1\r\n$4\r\nPING\r\n")
        #expect([receive(.status("OK")), receive(.status("OK"))] == ["nothing", "nothing"])
        #expect(!machine.isReady)
        #expect(receive(.status("PONG")) == "ready")
        #expect(machine.isReady)
    }

    @Test("a refused handshake closes the connection, and counts as a failure to connect")
    mutating func refusedHandshake() {
        _ = machine.start()
        _ = machine.connected()
        #expect(receive(.error("WRONGPASS")) == "close")
        #expect(receive(.status("OK")) == "nothing", "replies of a closing connection are ignored")
        let disconnection = machine.disconnected(Self.lost)
        #expect(disconnection.reason.message == "Redis refused AUTH: WRONGPASS")
        #expect(disconnection.failures == 1)
    }

    @Test("a few calls wait for the first connection, and are written when it is ready")
    mutating func firstCalls() {
        #expect(machine.submit(call("a")) == .flush)
        #expect(machine.flush(now: Self.start).bytes == nil)
        #expect(machine.start() == true)
        #expect(machine.start() == false)
        #expect(machine.submit(call("b")) == .flush)
        guard case .refused(let error) = machine.submit(call("c")) else {
            Issue.record("only two calls may wait")
            return
        }
        #expect(error.code == .overloaded)
        _ = machine.connected()
        for _ in 0..<3 { _ = receive(.status("OK")) }
        #expect(machine.flush(now: Self.start).bytes.map { String(buffer: $0) } == "ab")
    }

    @Test("one flush is asked for, however many calls come before it")
    mutating func flushOnce() {
        becomeReady()
        #expect(machine.submit(call("a")) == .flush)
        #expect(machine.submit(call("b")) == .accepted)
        #expect(machine.flush(now: Self.start).bytes.map { String(buffer: $0) } == "ab")
        #expect(machine.submit(call("c")) == .flush)
    }

    @Test("calls that wait for the first connection fail with it, and later ones fail at once until Redis is back")
    mutating func failingConnection() {
        _ = machine.submit(call("a"))
        _ = machine.start()
        #expect(machine.disconnected(Self.lost).failed == ["a"])
        #expect(machine.submit(call("b")) == .refused(.notConnected))
        #expect(machine.pauseEnded() == true)
        #expect(machine.submit(call("b")) == .refused(.notConnected), "not even while it tries again")
        _ = machine.connected()
        for _ in 0..<3 { _ = receive(.status("OK")) }
        #expect(machine.submit(call("b")) != .refused(.notConnected))
    }

    @Test("failures in a row are counted until a handshake succeeds")
    mutating func failures() {
        _ = machine.start()
        #expect(machine.disconnected(Self.lost).failures == 1)
        #expect(machine.pauseEnded() == true)
        #expect(machine.pauseEnded() == false)
        #expect(machine.disconnected(Self.lost).failures == 2)
        _ = machine.pauseEnded()
        _ = machine.connected()
        for _ in 0..<3 { _ = receive(.status("OK")) }
        #expect(machine.disconnected(Self.lost).failures == 1)
    }

    @Test("a lost connection fails what was written and what was not")
    mutating func loss() {
        becomeReady()
        submitAndFlush(call("a"), call("b"))
        _ = machine.submit(call("c"))
        #expect(receive(.integer(1)) == "a")
        let disconnection = machine.disconnected(Self.lost)
        #expect(disconnection.failed == ["b", "c"])
        #expect(disconnection.reason == Self.lost)
        #expect(machine.flush(now: Self.start).bytes == nil)
    }

    @Test("a reply that nobody asked for closes the connection")
    mutating func unexpectedReply() {
        becomeReady()
        #expect(receive(.integer(1)) == "close")
        #expect(machine.submit(call("a")) == .refused(.notConnected))
        #expect(machine.disconnected(Self.lost).reason == .unexpectedReply)
    }

    @Test("an unreadable reply closes the connection, and is the reason that callers see")
    mutating func unreadableReply() {
        becomeReady()
        submitAndFlush(call("a"))
        machine.failed(RESPError.tooLarge.asRedisError)
        let disconnection = machine.disconnected(Self.lost)
        #expect(disconnection.failed == ["a"])
        #expect(disconnection.reason.message.contains("size limit"))
    }

    @Test("connecting takes no longer than its time-out")
    mutating func connectTimeout() {
        _ = machine.start()
        _ = machine.connected()
        #expect(machine.connectTimedOut() == true)
        #expect(machine.disconnected(Self.lost).reason == .connectTimedOut)
        _ = machine.pauseEnded()
        _ = machine.connected()
        for _ in 0..<3 { _ = receive(.status("OK")) }
        #expect(machine.connectTimedOut() == false, "too late to matter")
    }

    @Test("a call is given up at its deadline; its reply goes to nobody")
    mutating func deadline() {
        becomeReady()
        _ = machine.submit(call("a", deadline: .milliseconds(10)))
        _ = machine.submit(call("b", deadline: .milliseconds(20)))
        #expect(machine.flush(now: Self.start).wakeUp == Self.start + .milliseconds(10))
        let wake = machine.wake(now: Self.start + .milliseconds(10))
        #expect(wake.expired == ["a"])
        #expect(!wake.close)
        #expect(wake.wakeUp == Self.start + .milliseconds(20))
        #expect([receive(.integer(1)), receive(.integer(2))] == ["nothing", "b"])
        #expect(machine.wake(now: Self.start + .milliseconds(20)).wakeUp == nil, "nothing to wake up for")
    }

    @Test("a wake-up is asked for only if it is earlier than the one to come")
    mutating func wakeUps() {
        becomeReady()
        _ = machine.submit(call("a", deadline: .milliseconds(30)))
        #expect(machine.flush(now: Self.start).wakeUp == Self.start + .milliseconds(30))
        _ = machine.submit(call("b", deadline: .milliseconds(40)))
        #expect(machine.flush(now: Self.start).wakeUp == nil)
        _ = machine.submit(call("c", deadline: .milliseconds(20)))
        #expect(machine.flush(now: Self.start).wakeUp == Self.start + .milliseconds(20))
    }

    @Test("a server that owes a reply for the command time-out is given up, although its callers are gone")
    mutating func hungServer() {
        becomeReady()
        submitAndFlush(call("a", deadline: .milliseconds(10)))
        let wake = machine.wake(now: Self.start + .milliseconds(10))
        #expect(!wake.close)
        #expect(wake.wakeUp == Self.start + .milliseconds(500))
        #expect(machine.wake(now: Self.start + .milliseconds(500)).close)
        #expect(machine.submit(call("b")) == .refused(.notConnected))
        #expect(machine.disconnected(Self.lost).reason == .notResponding)
    }

    @Test("a shutdown refuses new calls and ends with the last reply")
    mutating func shutDown() {
        becomeReady()
        submitAndFlush(call("a"))
        _ = machine.submit(call("b"))
        let shutDown = machine.shutDown()
        #expect(shutDown.failed == ["b"])
        #expect(!shutDown.close && !shutDown.isOver)
        #expect(machine.submit(call("c")) == .refused(.shutDown))
        #expect(!machine.isDrained)
        #expect(receive(.integer(1)) == "a")
        #expect(machine.isDrained)
        #expect(machine.disconnected(Self.lost).failures == nil)
        #expect(machine.pauseEnded() == false)
    }

    @Test("a shutdown without a connection is over at once")
    mutating func shutDownWithoutConnection() {
        _ = machine.start()
        _ = machine.disconnected(Self.lost)
        #expect(machine.shutDown().isOver)
        #expect(machine.pauseEnded() == false)
    }

    @Test("a shutdown while connecting closes the connection")
    mutating func shutDownWhileConnecting() {
        _ = machine.start()
        #expect(machine.shutDown().close)
        #expect(machine.connected() == nil, "a connection that opens now is closed")
        #expect(machine.disconnected(Self.lost).failures == nil)
    }
}
