import HTTPTypes
import NIOCore
import NIOHTTP1
import Testing

@testable import Gateway

@Suite("The requests of a connection")
struct PipelinedRequestsTests {
    private var requests = PipelinedRequests(bodyLimit: 4)

    private static func request(_ path: String, body: String = "", isLast: Bool = false) -> ReceivedRequest {
        ReceivedRequest(
            head: HTTPRequest(method: .post, scheme: "http", authority: "x", path: path),
            body: ByteBuffer(string: body),
            isLast: isLast)
    }

    /// A whole request, with its body in these pieces.
    private mutating func receive(
        _ path: String, _ pieces: [String] = [], isLast: Bool = false
    ) -> PipelinedRequests.Action {
        #expect(requests.receivedHead(Self.request(path, isLast: isLast)) == .wait)
        for piece in pieces { requests.receivedBody(ByteBuffer(string: piece)) }
        return requests.receivedEnd()
    }

    @Test("one is answered when it is whole, and each after the one before it")
    mutating func order() {
        #expect(receive("/a", ["x", "yz"]) == .answer(Self.request("/a", body: "xyz")))
        #expect(receive("/b") == .wait)
        #expect(receive("/c") == .wait)
        #expect(requests.answered() == .answer(Self.request("/b")))
        #expect(requests.answered() == .answer(Self.request("/c")))
        #expect(requests.answered() == .wait)
        #expect(receive("/d") == .answer(Self.request("/d")))
    }

    @Test("nothing more is read while a request waits for its turn")
    mutating func backPressure() {
        #expect(requests.wantsMore)
        _ = receive("/a")
        #expect(requests.wantsMore, "so that the end of the connection is noticed")
        _ = receive("/b")
        #expect(!requests.wantsMore)
        _ = requests.answered()
        #expect(requests.wantsMore)
    }

    @Test("of a body that is too long one byte too many is kept, in whichever pieces it comes")
    mutating func bodies() {
        #expect(receive("/a", ["123456789"]) == .answer(Self.request("/a", body: "12345")))
        _ = requests.answered()
        #expect(receive("/b", ["123", "456", "789"]) == .answer(Self.request("/b", body: "12345")))
        _ = requests.answered()
        #expect(receive("/c", ["1234"]) == .answer(Self.request("/c", body: "1234")))
    }

    @Test("what follows the last request is not answered, and the output ends with its answer")
    mutating func last() {
        #expect(receive("/a", isLast: true) == .answer(Self.request("/a", isLast: true)))
        #expect(receive("/b") == .wait)
        #expect(requests.isLast)
        #expect(requests.answered() == .closeOutput)
        #expect(receive("/c") == .wait)
        #expect(requests.inputClosed() == .close)
    }

    @Test("what can't be read is refused when all before it is answered, and then nothing more is")
    mutating func faults() {
        _ = receive("/a")
        #expect(requests.receivedHead(Self.request("/half")) == .wait)
        #expect(requests.failed(.badRequest) == .wait)
        #expect(!requests.isLast)
        #expect(requests.answered() == .refuse(.badRequest))
        #expect(requests.isLast)
        #expect(requests.receivedEnd() == .wait, "half a request is none")
        #expect(requests.answered() == .closeOutput)
        #expect(requests.failed(.badRequest) == .wait)
        #expect(requests.inputClosed() == .close)
    }

    @Test("who sends no more still gets what he asked for, and then the connection ends")
    mutating func halfClosed() {
        _ = receive("/a")
        _ = receive("/b", isLast: true)
        #expect(requests.inputClosed() == .wait)
        #expect(requests.answered() == .answer(Self.request("/b", isLast: true)))
        #expect(requests.answered() == .close)
    }

    @Test("who waits to be told sends the body when all before it is answered")
    mutating func expectation() {
        var request = Self.request("/b")
        request.expectsContinue = true
        _ = receive("/a")
        #expect(requests.receivedHead(request) == .wait)
        #expect(requests.answered() == .sendContinue)
        requests.receivedBody(ByteBuffer(string: "xyz"))
        #expect(requests.receivedEnd() == .answer(Self.request("/b", body: "xyz")))
        #expect(requests.answered() == .wait)
        #expect(requests.receivedHead(request) == .sendContinue)
    }

    @Test("a connection without a request ends with its input")
    mutating func idle() {
        #expect(requests.inputClosed() == .close)
    }

    @Test(
        "a connection goes on after a request unless it says otherwise; one of HTTP/1.0 never does",
        arguments: [
            (HTTPVersion.http1_1, nil, false), (.http1_1, "keep-alive", false), (.http1_1, "close", true),
            (.http1_0, nil, true), (.http1_0, "keep-alive", true),
        ] as [(HTTPVersion, String?, Bool)])
    func keepAlive(version: HTTPVersion, connection: String?, isLast: Bool) throws {
        let fields = HTTPHeaders(connection.map { [("connection", $0)] } ?? [])
        let head = HTTPRequestHead(version: version, method: .GET, uri: "/", headers: fields)
        #expect(try ReceivedRequest(head).isLast == isLast)
    }

    @Test(
        "a target is a path, or a URL of which the path counts",
        arguments: [
            ("/a?b=c", "/a?b=c"), ("//a/b", "//a/b"), ("http://x/a?b=c", "/a?b=c"), ("http://x", "/"), ("*", "*"),
        ])
    func targets(target: String, path: String) throws {
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: target, headers: ["host": "x", "a": "b"])
        let request = try ReceivedRequest(head).head
        #expect(request.path == path)
        #expect(request.authority == "x")
        #expect(request.headerFields.map(\.description) == ["a: b"])
    }
}
