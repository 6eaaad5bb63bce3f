import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Gateway

@Suite("The deadline of a request")
struct RequestDeadlineTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    /// How long a request has, and how long it has if it writes.
    private func times(_ timeout: String?, of most: TimeAmount) throws -> [TimeAmount] {
        var head = HTTPRequest(method: .patch, scheme: "http", authority: "x", path: "/")
        head.headerFields[try #require(HTTPField.Name("Request-Timeout"))] = timeout
        let deadline = RequestDeadline(timeout: most)
        let answer = try deadline.of(Request(head: head, body: .init(buffer: ByteBuffer())), from: start)
        return [answer - start, deadline.ofWrite(answer, from: start) - start]
    }

    @Test("The client can lower it, for a write not below a second, and never raise it")
    func lowered() throws {
        #expect(try times(nil, of: .seconds(5)) == [.seconds(5), .seconds(5)])
        #expect(try times("60", of: .seconds(5)) == [.seconds(5), .seconds(5)])
        #expect(try times("2", of: .seconds(5)) == [.seconds(2), .seconds(2)])
        #expect(try times("0.25", of: .seconds(5)) == [.milliseconds(250), .seconds(1)])
        #expect(try times("0.25", of: .milliseconds(500)) == [.milliseconds(250), .milliseconds(500)])
    }
}
