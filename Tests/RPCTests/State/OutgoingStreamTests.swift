import Testing

@testable import RPC

@Suite("A stream at its handler's end")
struct OutgoingStreamTests {
    typealias Stream = OutgoingStream<String>

    @Test("A message may be sent while any credit is left, and take more than that")
    func spending() {
        var stream = Stream(credit: 10)
        #expect(stream.spend(9) == true)
        #expect(stream.spend(5) == true)
        #expect(stream.spend(1) == false)
        stream.grant(4)
        #expect(stream.spend(1) == false)
        stream.grant(1)
        #expect(stream.spend(1) == true)
    }

    @Test("Without counting there is no end of credit")
    func uncounted() {
        var stream = Stream(credit: nil)
        for _ in 0..<100 { #expect(stream.spend(.max / 2) == true) }
        stream.grant(1)
        #expect(stream.spend(1) == true)
    }

    @Test("Messages that wait are sent in their order, and none passes them")
    func order() {
        var stream = Stream(credit: 0)
        _ = stream.enqueue("a", cost: 2)
        _ = stream.enqueue("b", cost: 2)
        #expect(!stream.isReady)
        #expect(stream.next() == nil)
        stream.grant(3)
        #expect(stream.isReady)
        #expect(stream.spend(1) == false)
        #expect(stream.next() == "a")
        #expect(stream.next() == "b")
        #expect(stream.next() == nil)
        #expect(stream.spend(1) == false)
    }

    @Test("A message that is given up is not sent, and costs nothing")
    func removal() {
        var stream = Stream(credit: 0)
        let a = stream.enqueue("a", cost: 100)
        _ = stream.enqueue("b", cost: 1)
        #expect(stream.remove(a) == "a")
        #expect(stream.remove(a) == nil)
        #expect(stream.remove(99) == nil)
        stream.grant(2)
        #expect(stream.next() == "b")
        #expect(stream.spend(1) == true)
        _ = stream.enqueue("c", cost: 1)
        #expect(stream.removeAll() == ["c"])
        #expect(stream.removeAll() == [])
    }

    @Test("Credit does not overflow")
    func hugeGrants() {
        var stream = Stream(credit: 1)
        stream.grant(.max)
        stream.grant(.max)
        #expect(stream.spend(.max) == true)
        #expect(stream.spend(1) == false)
    }
}
