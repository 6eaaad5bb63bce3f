import HTTPTypes
import NIOCore
import NIOHTTP1
import Testing

@testable import Gateway

@Suite("The requests of a connection")
struct PipelinedRequestsTests {
    private var requests = PipelinedRequests(bodyLimit: 4)

    private static func request(
        _ path: String, body: String = "", isLast: Bool = false, length: Int? = nil
    ) -> ReceivedRequest {
        ReceivedRequest(
            head: HTTPRequest(
                method: .post, scheme: "http", authority: "x", path: path,
                headerFields: length.map { [.contentLength: String($0)] } ?? [:]),
            body: ByteBuffer(string: body), isLast: isLast)
    }

    /// What a head with a path of two characters counts for while it waits.
    private static let headByteCount = ReceivedRequest.headSize + 3

    /// A request whose body is too long.
    private static func overlong(_ path: String, length: Int? = nil) -> ReceivedRequest {
        var request = request(path, isLast: true, length: length)
        request.body = nil
        return request
    }

    /// A whole request, with its body in these pieces.
    private mutating func receive(
        _ path: String, _ pieces: [String] = [], isLast: Bool = false
    ) -> PipelinedRequests.Action {
        #expect(requests.receivedHead(Self.request(path, isLast: isLast)) == .wait)
        for piece in pieces { #expect(requests.receivedBody(ByteBuffer(string: piece)) == .wait) }
        return requests.receivedEnd()
    }

    /// Sends an answer that is not the last. Returns what is next.
    private mutating func answer() -> PipelinedRequests.Action {
        #expect(requests.answered() == .wait)
        return requests.next()
    }

    @Test("one is answered when it is whole, and each after the one before it")
    mutating func order() {
        #expect(receive("/a", ["x", "yz"]) == .answer(Self.request("/a", body: "xyz")))
        #expect(receive("/b") == .wait)
        #expect(receive("/c") == .wait)
        #expect(answer() == .answer(Self.request("/b")))
        #expect(answer() == .answer(Self.request("/c")))
        #expect(answer() == .wait)
        #expect(receive("/d") == .answer(Self.request("/d")))
    }

    @Test("bodies count from their first byte until the request is answered, or found to be too long")
    mutating func byteCount() {
        _ = receive("/a", ["x", "yz"])
        #expect(requests.heldByteCount == 3)
        _ = receive("/b", ["x"])
        #expect(requests.receivedHead(Self.request("/c")) == .wait)
        #expect(requests.receivedBody(ByteBuffer(string: "1234")) == .wait)
        #expect(requests.heldByteCount == 8 + 2 * Self.headByteCount)
        _ = requests.receivedBody(ByteBuffer(string: "5"))
        #expect(requests.heldByteCount == 4 + 2 * Self.headByteCount)
        _ = answer()
        #expect(requests.heldByteCount == 1 + Self.headByteCount)
        _ = answer()
        #expect(requests.heldByteCount == 0)
    }

    @Test("a head counts while it is behind another request, from when it comes until its turn")
    mutating func heads() {
        #expect(requests.receivedHead(Self.request("/a")) == .wait)
        #expect(requests.heldByteCount == 0)
        _ = requests.receivedEnd()
        #expect(requests.heldByteCount == 0)
        #expect(requests.receivedHead(Self.request("/b")) == .wait)
        #expect(requests.heldByteCount == Self.headByteCount)
        #expect(requests.receivedEnd() == .wait)
        #expect(requests.heldByteCount == Self.headByteCount)
        _ = receive("/c")
        #expect(requests.heldByteCount == 2 * Self.headByteCount)
        #expect(requests.receivedHead(Self.request("/d")) == .wait)
        #expect(requests.heldByteCount == 3 * Self.headByteCount)
        #expect(requests.failed(.noRoom) == .wait)
        #expect(requests.heldByteCount == 2 * Self.headByteCount)
        #expect(answer() == .answer(Self.request("/b")))
        #expect(requests.heldByteCount == Self.headByteCount)
        #expect(answer() == .answer(Self.request("/c")))
        #expect(requests.heldByteCount == 0)
        #expect(answer() == .refuse(.noRoom))
    }

    @Test("heads count while the client takes no answers, too, and no more behind the last one")
    mutating func unanswered() {
        #expect(requests.writabilityChanged(false) == .wait)
        _ = receive("/a", isLast: true)
        #expect(requests.heldByteCount == 0)
        _ = receive("/b")
        #expect(requests.heldByteCount == Self.headByteCount)
        #expect(requests.writabilityChanged(true) == .answer(Self.request("/a", isLast: true)))
        #expect(requests.answered() == .close)
        #expect(requests.heldByteCount == 0)
    }

    @Test("a head counts for its characters, for each of its fields, and for itself")
    func headSize() {
        var request = Self.request("/a?b", length: 12)
        #expect(request.heldByteCount == 0)
        request.countHead()
        let characters = "x".count + "/a?b".count + "content-length".count + "12".count
        #expect(request.heldByteCount == ReceivedRequest.headSize + ReceivedRequest.fieldSize + characters)
    }

    @Test("nothing more is read while a request waits for its turn")
    mutating func reading() {
        #expect(requests.wantsMore)
        _ = receive("/a")
        #expect(requests.wantsMore, "so that the end of the connection is noticed")
        _ = receive("/b")
        #expect(!requests.wantsMore)
        _ = answer()
        #expect(requests.wantsMore)
    }

    @Test("a client that does not take its answers gets no more of them until it does")
    mutating func writability() {
        _ = receive("/a")
        _ = receive("/b")
        #expect(requests.writabilityChanged(false) == .wait)
        #expect(answer() == .wait)
        #expect(!requests.wantsMore)
        #expect(requests.writabilityChanged(true) == .answer(Self.request("/b")))
    }

    @Test("a connection that ends with an answer is not closed when there is room again, as it is not all sent by then")
    mutating func ending() {
        _ = receive("/a")
        _ = requests.inputClosed()
        #expect(requests.answered() == .close)
        #expect(requests.writabilityChanged(false) == .wait)
        #expect(requests.writabilityChanged(true) == .wait)
    }

    @Test("one whose body is too long is answered without it as soon as that is known, and is the last")
    mutating func bodies() {
        #expect(receive("/a", ["1234"]) == .answer(Self.request("/a", body: "1234")))
        _ = answer()
        #expect(requests.receivedHead(Self.request("/b")) == .wait)
        #expect(requests.receivedBody(ByteBuffer(string: "123")) == .wait)
        #expect(requests.receivedBody(ByteBuffer(string: "45")) == .answer(Self.overlong("/b")))
        #expect(requests.receivedBody(ByteBuffer(string: "67")) == .wait)
        #expect(requests.receivedEnd() == .wait)
        #expect(requests.answered() == .closeOutput, "the client may still be sending")
    }

    @Test("one that announces a body that is too long is not told to send it")
    mutating func announced() {
        var request = Self.request("/a", length: 5)
        request.expectsContinue = true
        var answered = Self.overlong("/a", length: 5)
        answered.expectsContinue = true
        #expect(requests.receivedHead(request) == .answer(answered))
        #expect(requests.answered() == .closeOutput)
    }

    @Test("what follows the last request is not answered, and the connection ends with its answer")
    mutating func last() {
        #expect(receive("/a", isLast: true) == .answer(Self.request("/a", isLast: true)))
        #expect(receive("/b") == .wait)
        #expect(requests.isLast)
        #expect(requests.answered() == .close)
        #expect(receive("/c") == .wait)
        #expect(requests.wantsMore)
    }

    @Test("who asks to change the protocol may be sending behind it: only the output is closed, and that is nothing")
    mutating func changedProtocol() {
        var request = Self.request("/b", isLast: true)
        request.changesProtocol = true
        _ = receive("/a")
        #expect(requests.receivedHead(request) == .wait)
        #expect(requests.receivedEnd() == .wait)
        #expect(requests.failed(.unreadable(.requestHeaderFieldsTooLarge)) == .wait)
        #expect(answer() == .answer(request))
        #expect(requests.wantsMore, "so that the end of the connection is noticed")
        #expect(requests.answered() == .closeOutput)
        #expect(requests.failed(.unreadable(.requestHeaderFieldsTooLarge)) == .wait)
        #expect(requests.next() == .wait)
    }

    @Test("a HEAD that can't be read, or whose body can't, is refused as one; what can't be told from it is not")
    mutating func head() {
        #expect(requests.failed(.badHost, isHead: true) == .refuse(.badHost, isHead: true))
        requests = PipelinedRequests(bodyLimit: 4)
        let head = HTTPRequest(method: .head, scheme: "http", authority: "x", path: "/a")
        _ = requests.receivedHead(ReceivedRequest(head: head, isLast: false))
        #expect(requests.failed(.unreadable(.badRequest)) == .refuse(.unreadable(.badRequest), isHead: true))
        requests = PipelinedRequests(bodyLimit: 4)
        #expect(requests.failed(.unreadable(.badRequest)) == .refuse(.unreadable(.badRequest)))
    }

    @Test("what can't be read is refused when all before it is answered, and what comes behind it is nothing")
    mutating func faults() {
        _ = receive("/a")
        _ = requests.receivedHead(Self.request("/half"))
        #expect(requests.failed(.unreadable(.badRequest)) == .wait)
        #expect(receive("/behind") == .wait)
        #expect(!requests.isLast)
        #expect(answer() == .refuse(.unreadable(.badRequest)))
        #expect(requests.isLast)
        #expect(requests.failed(.unreadable(.badRequest)) == .wait)
        #expect(requests.answered() == .closeOutput)
        #expect(requests.inputClosed() == .wait, "the channel closes when both halves are")
    }

    @Test("who sends no more still gets what he asked for, and then the connection ends")
    mutating func halfClosed() {
        _ = receive("/a")
        _ = receive("/b")
        #expect(requests.inputClosed() == .wait)
        #expect(answer() == .answer(Self.request("/b")))
        #expect(requests.answered() == .close)
    }

    @Test("who waits to be told sends the body when all before it is answered")
    mutating func expectation() {
        var request = Self.request("/b")
        request.expectsContinue = true
        _ = receive("/a")
        #expect(requests.receivedHead(request) == .wait)
        #expect(answer() == .sendContinue)
        #expect(requests.receivedBody(ByteBuffer(string: "xyz")) == .wait)
        #expect(requests.receivedEnd() == .answer(Self.request("/b", body: "xyz")))
        #expect(answer() == .wait)
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
        let fields = HTTPHeaders([("host", "x")] + (connection.map { [("connection", $0)] } ?? []))
        let head = HTTPRequestHead(version: version, method: .GET, uri: "/", headers: fields)
        #expect(try ReceivedRequest(head).isLast == isLast)
    }

    @Test("a request to change the protocol is the last: what follows it is not HTTP/1 to the parser")
    func upgrade() throws {
        let upgrade: HTTPHeaders = ["host": "x", "connection": "upgrade", "upgrade": "h2c"]
        let heads = [
            HTTPRequestHead(version: .http1_1, method: .GET, uri: "/", headers: upgrade),
            HTTPRequestHead(version: .http1_1, method: .CONNECT, uri: "x:1", headers: ["host": "x"]),
        ]
        for head in heads {
            let request = try ReceivedRequest(head)
            #expect(request.isLast && request.changesProtocol)
        }
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
