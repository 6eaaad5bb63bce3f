import NIOCore
import Testing

@testable import RPC

@Suite("When a connection is given up")
struct ConnectionLivenessTests {
    static let limits: ConnectionLimits = {
        var limits = ConnectionLimits()
        limits.frameTimeout = .seconds(3)
        limits.writeTimeout = .seconds(5)
        limits.idleTimeout = .seconds(60)
        limits.keepaliveInterval = .seconds(10)
        limits.keepaliveTimeout = .seconds(20)
        return limits
    }()

    static let idle = CallSchedule(hasCalls: false, earliestDeadline: .distantFuture)
    static let busy = CallSchedule(hasCalls: true, earliestDeadline: .distantFuture)
    static let keptAlive = CallSchedule(hasCalls: true, earliestDeadline: .distantFuture, keepsAlive: true)

    static func at(_ seconds: UInt64) -> NIODeadline { .uptimeNanoseconds(seconds * 1_000_000_000) }

    var liveness = ConnectionLiveness(limits: limits, now: at(0))

    @Test("A frame has to be complete in time, however many pieces it comes in")
    mutating func frame() {
        liveness.received(at: Self.at(1), completedFrame: false, isMidFrame: true)
        liveness.received(at: Self.at(3), completedFrame: false, isMidFrame: true)
        #expect(liveness.check(at: Self.at(3), Self.idle) == .alive(until: Self.at(4)))
        #expect(liveness.check(at: Self.at(4), Self.idle) == .giveUp(.frameTimeout))
    }

    @Test("Each frame has its own time")
    mutating func nextFrame() {
        liveness.received(at: Self.at(1), completedFrame: false, isMidFrame: true)
        liveness.received(at: Self.at(3), completedFrame: true, isMidFrame: true)
        #expect(liveness.check(at: Self.at(5), Self.idle) == .alive(until: Self.at(6)))
        liveness.received(at: Self.at(5), completedFrame: true, isMidFrame: false)
        #expect(liveness.check(at: Self.at(9), Self.idle) == .alive(until: Self.at(65)))
    }

    @Test("Who is in the middle of a frame is not idle")
    func idlenessInFrame() {
        var limits = Self.limits
        limits.idleTimeout = .seconds(1)
        var liveness = ConnectionLiveness(limits: limits, now: Self.at(0))
        liveness.received(at: Self.at(1), completedFrame: false, isMidFrame: true)
        #expect(liveness.check(at: Self.at(3), Self.idle) == .alive(until: Self.at(4)))
        liveness.received(at: Self.at(3), completedFrame: true, isMidFrame: false)
        #expect(liveness.check(at: Self.at(4), Self.idle) == .sayFarewell)
    }

    @Test("A peer that does not read is given up, unless it reads in between")
    mutating func write() {
        liveness.writabilityChanged(false, at: Self.at(1))
        liveness.writabilityChanged(false, at: Self.at(4))
        #expect(liveness.check(at: Self.at(5), Self.busy) == .alive(until: Self.at(6)))
        #expect(liveness.check(at: Self.at(6), Self.busy) == .giveUp(.writeTimeout))
        liveness.writabilityChanged(true, at: Self.at(6))
        #expect(liveness.check(at: Self.at(6), Self.busy) == .alive(until: Self.at(66)))
    }

    @Test("Idle time begins when the last call is known to be over")
    mutating func idleness() {
        #expect(liveness.check(at: Self.at(50), Self.busy) == .alive(until: Self.at(110)))
        #expect(liveness.check(at: Self.at(109), Self.idle) == .alive(until: Self.at(110)))
        #expect(liveness.check(at: Self.at(110), Self.idle) == .sayFarewell)
    }

    @Test("A peer that was told to go has a while to do so, whatever it sends meanwhile")
    mutating func farewell() {
        #expect(liveness.check(at: Self.at(60), Self.idle) == .sayFarewell)
        liveness.received(at: Self.at(79), completedFrame: true, isMidFrame: false)
        liveness.wrote()
        #expect(liveness.check(at: Self.at(79), Self.idle) == .alive(until: Self.at(80)))
        #expect(liveness.check(at: Self.at(80), Self.idle) == .giveUp(.idleTimeout))
    }

    @Test("A connection that has just been written to is not idle, nor is one whose peer takes nothing yet")
    func answersUnderWay() {
        var limits = Self.limits
        limits.writeTimeout = .seconds(100)
        var liveness = ConnectionLiveness(limits: limits, now: Self.at(0))
        // The answer of a call that has lasted for long.
        liveness.wrote()
        #expect(liveness.check(at: Self.at(60), Self.idle) == .alive(until: Self.at(120)))
        liveness.writabilityChanged(false, at: Self.at(70))
        #expect(liveness.check(at: Self.at(120), Self.idle) == .alive(until: Self.at(170)))
        liveness.writabilityChanged(true, at: Self.at(160))
        #expect(liveness.check(at: Self.at(160), Self.idle) == .alive(until: Self.at(220)))
        #expect(liveness.check(at: Self.at(220), Self.idle) == .sayFarewell)
    }

    @Test("A silent peer is asked once, and given up when it stays silent")
    mutating func keepalive() {
        #expect(liveness.check(at: Self.at(9), Self.keptAlive) == .alive(until: Self.at(10)))
        #expect(liveness.check(at: Self.at(10), Self.keptAlive) == .askForLife)
        #expect(liveness.check(at: Self.at(11), Self.keptAlive) == .alive(until: Self.at(30)))
        #expect(liveness.check(at: Self.at(30), Self.keptAlive) == .giveUp(.keepaliveTimeout))
    }

    @Test("Any byte is a sign of life, and without calls none is needed")
    mutating func signOfLife() {
        #expect(liveness.check(at: Self.at(10), Self.keptAlive) == .askForLife)
        liveness.received(at: Self.at(12), completedFrame: true, isMidFrame: false)
        #expect(liveness.check(at: Self.at(12), Self.keptAlive) == .alive(until: Self.at(22)))
        #expect(liveness.check(at: Self.at(22), Self.keptAlive) == .askForLife)
        #expect(liveness.check(at: Self.at(50), Self.idle) == .alive(until: Self.at(82)))
    }
}
