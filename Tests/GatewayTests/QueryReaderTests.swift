import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Gateway

@Suite("Query parameters")
struct QueryReaderTests {
    private func query(_ text: String, _ allowed: Set<String> = ["a", "b"]) throws(Problem) -> QueryReader {
        let head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/x?\(text)")
        return try QueryReader(Request(head: head, body: .init(buffer: ByteBuffer())), allowed: allowed)
    }

    private func fault(_ body: () throws -> Void) -> Problem.Fault? {
        do { try body() } catch { return (error as? Problem)?.faults.first }
        return nil
    }

    @Test("An unknown parameter is named, with those that are known")
    func unknown() {
        let fault = fault { _ = try query("c=1") }
        #expect(fault?.place == .parameter("c"))
        #expect(fault?.detail.contains("a, b") == true)
    }

    @Test("A parameter that is given twice is refused")
    func twice() {
        #expect(fault { _ = try query("a=1&a=2") }?.place == .parameter("a"))
    }

    @Test("Percent-encoding is decoded")
    func encoding() throws {
        #expect(try query("a=caf%C3%A9%20noir").text("a") == "café noir")
    }

    @Test("A plus is a space, as forms send it; one that is percent-encoded is a plus")
    func plus() throws {
        let query = try query("a=swift+nio%20+1%2B1&b=c%2B%2B")
        #expect(try query.text("a") == "swift nio  1+1")
        #expect(try query.text("b") == "c++")
    }

    @Test(
        "A value that is no percent-encoded UTF-8 is refused by name, and not taken as text",
        arguments: [
            "a%zz+b", "%", "100%", "%4", "%4g", "%+1", "%-1", "%FF", "%C3", "%C3%28", "%ED%A0%80", "%\u{301}41",
        ])
    func brokenEncoding(value: String) {
        #expect(fault { _ = try query("b=1&a=\(value)") }?.place == .parameter("a"))
    }

    @Test("A name has no encoding: whatever looks like one is not known", arguments: ["%61", "a%zz", "%", "a+"])
    func encodedName(name: String) {
        #expect(fault { _ = try query("\(name)=1") }?.place == .parameter(name))
    }

    @Test("A value may have '=' in it, or be empty; between two '&' is no parameter")
    func shapes() throws {
        let query = try query("&&a=x=y&&b&")
        #expect(query.parameters.map(\.key) == ["a", "b"])
        #expect(query.parameters.map(\.value) == ["x=y", ""])
        #expect(try self.query("").parameters.isEmpty)
    }

    @Test("Text is bounded, and free of NUL")
    func text() {
        #expect(fault { _ = try query("a=xxxxx").text("a", atMost: 4) }?.place == .parameter("a"))
        #expect(fault { _ = try query("a=x%00").text("a") }?.place == .parameter("a"))
        #expect(fault { _ = try query("a=%C3%A9%C3%A9%C3%A9%C3%A9").text("a", atMost: 4) } == nil)
    }

    @Test("Integers keep to their range", arguments: ["0", "101", "1.5", "x", "", "99999999999999999999"])
    func integers(value: String) throws {
        #expect(fault { _ = try query("a=\(value)").integer("a", in: 1...100, default: 20) as Int32 } != nil)
    }

    @Test("An absent integer is its default, one in range itself")
    func integerDefault() throws {
        #expect(try query("").integer("a", in: 1...100, default: 20) == Int32(20))
        #expect(try query("a=100").integer("a", in: 1...100, default: 20) == Int32(100))
    }

    @Test("Booleans are true and false only")
    func booleans() throws {
        #expect(try query("a=true").boolean("a") == true)
        #expect(try query("a=false").boolean("a") == false)
        #expect(try query("").boolean("a") == nil)
        #expect(fault { _ = try query("a=1").boolean("a") } != nil)
    }

    @Test("A choice names what may be chosen")
    func choices() throws {
        #expect(try query("a=two").choice("a", of: [("one", 1), ("two", 2)]) == 2)
        #expect(fault { _ = try query("a=3").choice("a", of: [("one", 1)]) }?.detail.contains("one") == true)
    }

    @Test("A list refuses empty and too many items", arguments: ["", ",", "x,", "x,y,z"])
    func lists(value: String) {
        #expect(fault { _ = try query("a=\(value)").list("a", atMost: 2) } != nil)
    }
}
