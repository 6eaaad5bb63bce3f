import Testing

@testable import Loader

@Suite("The smoothed round trip")
struct RoundTripTests {
    @Test("A batch stalls after three times the round trip, assumed or measured")
    func first() {
        var roundTrip = RoundTrip(initial: .milliseconds(5))
        #expect(roundTrip.stallThreshold == .milliseconds(15))
        roundTrip.record(.milliseconds(2))
        #expect(roundTrip.stallThreshold == .milliseconds(6))
    }

    @Test("A new sample moves the estimate by an eighth")
    func smoothing() {
        var roundTrip = RoundTrip(initial: .milliseconds(5))
        roundTrip.record(.milliseconds(8))
        roundTrip.record(.milliseconds(16))
        #expect(roundTrip.stallThreshold == .milliseconds(27))
    }

    @Test("One stall hardly hides the next, however long it was")
    func stall() {
        var roundTrip = RoundTrip(initial: .milliseconds(5))
        roundTrip.record(.milliseconds(4))
        roundTrip.record(.seconds(60))
        #expect(roundTrip.stallThreshold == .milliseconds(15))
    }

    @Test("A backend that became slow for good is followed")
    func slowForGood() {
        var roundTrip = RoundTrip(initial: .milliseconds(5))
        roundTrip.record(.milliseconds(1))
        for _ in 0..<40 { roundTrip.record(.milliseconds(100)) }
        #expect(roundTrip.stallThreshold > .milliseconds(250))
    }

    @Test("Round trips too short to measure don't make every batch look stalled")
    func minimum() {
        var roundTrip = RoundTrip(initial: .milliseconds(5))
        roundTrip.record(.microseconds(10))
        #expect(roundTrip.stallThreshold == .milliseconds(1))
    }
}
