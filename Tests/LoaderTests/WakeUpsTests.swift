import NIOCore
import Testing

@testable import Loader

@Suite("Wake-ups")
struct WakeUpsTests {
    private let start = NIODeadline.now()

    @Test("Waiters of one moment share a wake-up, which is never early and late by no more than the tolerance")
    func shared() {
        var wakeUps = WakeUps()
        let due = start + .seconds(1)
        let moment = wakeUps.request(for: due)
        #expect(moment == due + WakeUps.deadlineTolerance.divided(by: 2))
        #expect(wakeUps.request(for: due - WakeUps.deadlineTolerance.divided(by: 2)) == nil)
        #expect(wakeUps.request(for: due + .seconds(5)) == nil)
    }

    @Test("What is due much earlier gets a wake-up of its own, and the later one stays")
    func earlier() {
        var wakeUps = WakeUps()
        let late = wakeUps.request(for: start + .seconds(1))
        let early = wakeUps.request(for: start + .milliseconds(100))
        #expect(early != nil)
        wakeUps.removeAll(until: start + .milliseconds(500))
        #expect(wakeUps.request(for: start + .seconds(1)) == nil)
        wakeUps.removeAll(until: late ?? start)
        #expect(wakeUps.request(for: start + .seconds(2)) != nil)
    }
}
