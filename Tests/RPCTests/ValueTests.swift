import NIOCore
import Testing

@testable import RPC

@Suite("Addresses, metadata, health")
struct ValueTests {
    @Test(
        "Addresses are parsed and printed alike",
        arguments: ["127.0.0.1:7101", "localhost:0", "[::1]:65535", "unix:/run/a.socket", "course-1.example:80"])
    func addresses(text: String) {
        #expect(RPCAddress(text)?.description == text)
    }

    @Test(
        "What is no address is refused",
        arguments: [
            "", "host", ":80", "host:", "host:65536", "host:-1", "host:+1", "::1:80", "[host]:80", "[::1]", "unix:",
            "unix:relative", "unix:/\(String(repeating: "x", count: 107))",
        ])
    func invalidAddresses(text: String) {
        #expect(RPCAddress(text) == nil)
    }

    @Test("Metadata folds keys, keeps order and repeated keys, and leaves values alone")
    func metadata() {
        var metadata: Metadata = ["Trace-ID": "A", "other": "B", "trace-id": "C"]
        #expect(metadata["TRACE-ID"] == "A")
        #expect(metadata.values(for: "Trace-Id") == ["A", "C"])
        #expect(metadata["none"] == nil)
        metadata.removeValues(for: "TRACE-id")
        #expect(metadata == ["other": "B"])
        #expect(metadata.byteCount == 6)
    }

    @Test("A drained process serves nothing, and still knows its services")
    func servingStatus() {
        let status = ServingStatus(services: ["a"])
        #expect(status.state(of: "") == .serving)
        #expect(status.state(of: "a") == .serving)
        #expect(status.state(of: "b") == nil)
        status.set(.notServing, for: "a")
        #expect(status.state(of: "a") == .notServing)
        status.drain()
        status.set(.serving, for: "a")
        #expect(status.state(of: "a") == .notServing)
        #expect(status.state(of: "") == .notServing)
        #expect(status.state(of: "b") == nil)
    }

    @Test("Changes of a service are told, the last of them to a slow reader, and the end when the process drains")
    func servingChanges() async {
        let status = ServingStatus(services: ["a"])
        var changes = status.changes(of: "a").makeAsyncIterator()
        var unknown = status.changes(of: "b").makeAsyncIterator()
        #expect(await changes.next() == .serving)
        #expect(await unknown.next() == .some(nil))
        status.set(.notServing, for: "a")
        status.set(.serving, for: "a")
        status.setAll(.notServing)
        #expect(await changes.next() == .notServing)
        status.set(.notServing, for: "a")
        status.set(.serving, for: "b")
        #expect(await unknown.next() == .serving)
        status.drain()
        #expect(await changes.next() == .notServing)
        #expect(await changes.next() == nil)
        #expect(await unknown.next() == .notServing)
        #expect(await unknown.next() == nil)
        var late = status.changes(of: "a").makeAsyncIterator()
        #expect(await late.next() == .notServing)
        #expect(await late.next() == nil)
    }

    @Test("An offer is understood whatever versions come with ours")
    func capabilities() {
        for (offer, isOurs) in [("1", true), ("2, 1", true), ("2", false), ("", false)] {
            #expect(Capabilities.isOurs(offer) == isOurs)
        }
    }
}
