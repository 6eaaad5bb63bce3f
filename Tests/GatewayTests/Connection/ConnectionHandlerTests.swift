import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import Gateway

@Suite("A connection with a near cache")
struct ConnectionHandlerTests {
    private let connection: EmbeddedConnection

    init() throws {
        connection = try EmbeddedConnection()
        connection.keep("a", at: "/a")
        connection.keep("b", at: "/b")
    }

    @Test("A hit is answered at once, and nothing of it is passed on")
    func hit() throws {
        try connection.get("/a")
        #expect(try connection.passedOn() == [])
        let answer = try connection.received()
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.hasSuffix("\r\n\r\na"))
    }

    @Test("What is not kept is passed on")
    func miss() throws {
        try connection.get("/c")
        #expect(try connection.passedOn() == ["/c"])
        #expect(try connection.received() == "")
        try connection.answer("c")
        #expect(try connection.receivedBodies() == "c")
    }

    @Test("A hit behind a slow miss on one connection waits for it")
    func order() throws {
        try connection.get("/c", "/a", "/d", "/b")
        #expect(try connection.passedOn() == ["/c", "/a", "/d", "/b"])
        #expect(try connection.received() == "")
        for body in ["c", "a", "d", "b"] { try connection.answer(body) }
        #expect(try connection.receivedBodies() == "cadb")
        try connection.get("/a", "/b", "/c", "/a")
        #expect(try connection.receivedBodies() == "ab")
        #expect(try connection.passedOn() == ["/c", "/a"])
    }

    @Test(
        "Who does not tell the host once is passed on",
        arguments: ["", "host: x\r\nHost: x\r\n", "host: x\r\nhost: y\r\n"])
    func host(fields: String) throws {
        try connection.send("GET /a HTTP/1.1\r\n\(fields)\r\n")
        #expect(try connection.passedOn() == ["/a"])
        #expect(try connection.received() == "")
    }

    @Test("Pipelined hits are answered in their order, in one go")
    func pipelinedHits() throws {
        try connection.get("/a", "/b", "/a", "/b")
        #expect(try connection.receivedBodies() == "abab")
    }

    @Test("A client that does not read is passed on, so that answers do not pile up")
    func slowReader() throws {
        connection.channel.isWritable = false
        try connection.get("/a")
        #expect(try connection.passedOn() == ["/a"])
    }

    @Test("A connection that is served hits only is not closed as idle, one without requests is")
    func idle() throws {
        for _ in 0..<10 {
            connection.advance(.seconds(40))
            connection.keep("a", at: "/a")
            try connection.get("/a")
            #expect(try connection.passedOn() == [])
        }
        #expect(connection.isOpen)
        connection.advance(.seconds(59))
        #expect(connection.isOpen)
        connection.advance(.seconds(1))
        #expect(!connection.isOpen)
    }

    @Test("Who does not finish a head in the time is disconnected, whatever he sends of it meanwhile")
    func unfinishedHead() throws {
        try connection.send("GET /c HTTP/1.1\r\n")
        connection.advance(.seconds(9))
        try connection.send("x-a: ")
        #expect(connection.isOpen)
        connection.advance(.seconds(1))
        #expect(!connection.isOpen)
    }

    @Test("A head that comes in pieces is answered at once where it can be, and has no time to fear then")
    func headInPieces() throws {
        for target in ["/a", "/c", "/a", "/c"] {
            try connection.send("GET \(target) HT")
            connection.advance(.seconds(9))
            connection.keep("a", at: "/a")
            try connection.send("TP/1.1\r\nhost: x\r\n\r\n")
            let passedOn = try connection.passedOn()
            #expect(passedOn == (target == "/a" ? [] : ["/c"]))
            if !passedOn.isEmpty { try connection.answer("a") }
            #expect(try connection.receivedBodies() == "a")
            connection.advance(.seconds(9))
            #expect(connection.isOpen)
        }
    }

    @Test("Behind a request without an answer no time runs for a head; it does for what comes of it later")
    func headBehindRequest() throws {
        try connection.get("/c")
        try connection.send("GET /d HT")
        connection.advance(.seconds(30))
        #expect(connection.isOpen)
        try connection.answer("c")
        try connection.send("TP/1")
        connection.advance(.seconds(9))
        #expect(connection.isOpen)
        connection.advance(.seconds(1))
        #expect(!connection.isOpen)
    }

    @Test("The end of the client's half is no head: he still has his time to accept an answer")
    func endOfHalf() throws {
        try connection.get("/c")
        connection.answerSlowReader("c")
        connection.channel.pipeline.fireChannelReadComplete()
        connection.advance(.seconds(30))
        #expect(connection.isOpen)
    }

    @Test(
        "When the server is to stop, an idle connection has a moment, in which a request is answered for the last time")
    func drain() throws {
        connection.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        connection.advance(.seconds(1))
        #expect(connection.isOpen)
        try connection.get("/a")
        #expect(try connection.passedOn() == ["/a"])
        try connection.answer("a")
        let answer = try connection.received()
        #expect(answer.contains("\r\nConnection: close\r\n\r\n"))
        #expect(answer.hasSuffix("\r\n\r\na"))
        #expect(!connection.isOpen)
    }

    @Test("When the server is to stop, a connection that stays idle is closed after that moment")
    func drainIdle() throws {
        connection.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        connection.advance(.milliseconds(1_999))
        #expect(connection.isOpen)
        connection.advance(.milliseconds(1))
        #expect(!connection.isOpen)
    }

    @Test("A client that accepts a long answer slowly is not idle; its time runs from when it has it")
    func slowIdle() throws {
        try connection.get("/c")
        connection.answerSlowReader("c")
        connection.advance(.seconds(60))
        #expect(connection.isOpen)
        connection.channel.flush()
        connection.advance(.seconds(60))
        #expect(connection.isOpen)
        connection.advance(.seconds(60))
        #expect(!connection.isOpen)
    }

    @Test("A client that accepts nothing of an answer is closed as an idle one is")
    func stalled() throws {
        try connection.get("/c")
        connection.answerSlowReader("c")
        connection.advance(.seconds(119))
        #expect(connection.isOpen)
        connection.advance(.seconds(1))
        #expect(!connection.isOpen)
    }

    @Test("When the server is to stop, what was answered before is sent before the connection ends")
    func drainSlowReader() throws {
        try connection.get("/c")
        connection.answerSlowReader("c")
        connection.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        connection.advance(.seconds(2))
        #expect(try connection.receivedBodies() == "c")
        #expect(!connection.isOpen)
    }

    @Test("The end of the client's half is told behind what was sent")
    func halfClosed() throws {
        let events = EventRecorder()
        try connection.channel.pipeline.syncOperations.addHandler(events)
        try connection.get("/a")
        connection.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        connection.channel.embeddedEventLoop.run()
        #expect(events.count == 1)
        #expect(try connection.receivedBodies() == "a")
    }

    @Test("HEAD is answered with the head of GET")
    func head() throws {
        try connection.send("HEAD /a HTTP/1.1\r\nhost: x\r\n\r\n")
        let answer = try connection.received()
        #expect(answer.contains("Content-Length: 1\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n"))
    }

    @Test("Who has the answer gets 304 without what describes a body")
    func notModified() throws {
        for known in ["\"a\"", "W/\"a\"", "\"other\", \"a\"", "*"] {
            try connection.send("GET /a HTTP/1.1\r\nhost: x\r\nif-none-match: \(known)\r\n\r\n")
            let answer = try connection.received()
            #expect(answer.hasPrefix("HTTP/1.1 304 Not Modified\r\n"))
            #expect(answer.contains("ETag: \"a\"\r\n"))
            #expect(!answer.contains("Content-Length"))
            #expect(answer.hasSuffix("\r\n\r\n"))
        }
        try connection.send("GET /a HTTP/1.1\r\nhost: x\r\nif-none-match: \"other\"\r\n\r\n")
        #expect(try connection.receivedBodies() == "a")
        #expect(try connection.passedOn() == [])
    }

    @Test("Who knows the answer by the tag of another content coding is passed on")
    func otherCoding() throws {
        try connection.send("GET /a HTTP/1.1\r\nhost: x\r\nif-none-match: \"a-gzip\"\r\n\r\n")
        #expect(try connection.passedOn() == ["/a"])
    }

    @Test("Age and the time that is left are told, and Date is that of the answer")
    func stamps() throws {
        try connection.get("/a")
        let first = try connection.received()
        #expect(first.contains("Cache-Status: lyceum-near; hit; ttl=2\r\nAge: 0\r\nDate: "))
        connection.advance(.seconds(1))
        try connection.get("/a")
        let second = try connection.received()
        #expect(second.contains("Cache-Status: lyceum-near; hit; ttl=1\r\nAge: 1\r\nDate: "))
        #expect(
            second.firstMatch(of: /Date: [A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} 20[0-9]{2} [0-9:]{8} GMT\r\n/) != nil)
    }

    @Test("An answer that is on its way is not changed by the next one's stamp")
    func inFlight() throws {
        try connection.get("/a")
        let first = try #require(try connection.channel.readOutbound(as: ByteBuffer.self))
        connection.advance(.seconds(1))
        try connection.get("/a")
        #expect(String(buffer: first).contains("Age: 0\r\n"))
        #expect(try connection.received().contains("Age: 1\r\n"))
    }

    @Test("A hit costs its client what the answer cost; who has too little left is passed on")
    func rateLimit() throws {
        let limiter = RateLimiter(policy: RateLimitPolicy(quota: 12))
        let connection = try EmbeddedConnection(rateLimiter: limiter)
        connection.keep("list", at: "/list", cost: 5)
        for left in [7, 2] {
            try connection.get("/list")
            let answer = try connection.received()
            #expect(answer.contains("RateLimit: \"default\";r=\(left);t="), "\(answer)")
            #expect(answer.hasSuffix("\r\n\r\nlist"))
        }
        try connection.get("/list")
        #expect(try connection.passedOn() == ["/list"])
        #expect(try connection.received() == "")
    }
}

/// Counts the ends of the client's half.
private final class EventRecorder: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    private(set) var count = 0

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { count += 1 }
    }
}
