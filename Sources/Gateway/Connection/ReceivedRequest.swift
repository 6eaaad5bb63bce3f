import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// A request that has arrived.
struct ReceivedRequest: Equatable, Sendable {
    /// Bytes, about: what a head takes beside its characters and fields.
    static let headSize = 512
    /// Bytes, about: what a field takes beside its characters.
    static let fieldSize = 128

    let head: HTTPRequest
    /// Nil where it is longer than a body may be.
    var body: ByteBuffer? = ByteBuffer()
    /// Whether the connection ends with its answer (RFC 9112, section 9.6). HTTP/1.0 keeps none open without a word, and
    /// here with none; and behind a request to change the protocol nothing can be read any more.
    var isLast: Bool
    /// Whether it asks to change the protocol. What comes behind it is not HTTP, and may be on its way.
    var changesProtocol = false
    /// Whether the client sends the body only when it is told to (RFC 9110, section 10.1.1).
    var expectsContinue = false
    /// Bytes that the head counts for; 0 where the request waits for no other.
    var headByteCount = 0

    /// What the head says of the body's length; 0 where it says nothing.
    var announcedLength: Int { head.headerFields[.contentLength].flatMap { Int($0) } ?? 0 }

    /// The length of the body so far.
    var byteCount: Int { body?.readableBytes ?? 0 }

    /// Bytes that it counts for.
    var heldByteCount: Int { headByteCount + byteCount }

    /// Counts the head from now on, as what it takes in memory: a client can send the smallest in some 25 bytes, and a
    /// field in four.
    mutating func countHead() {
        let targetByteCount = (head.authority?.utf8.count ?? 0) + (head.path?.utf8.count ?? 0)
        headByteCount = head.headerFields.reduce(Self.headSize + targetByteCount) { sum, field in
            sum + Self.fieldSize + field.name.rawName.utf8.count + field.value.utf8.count
        }
    }

    /// Adds a part of the body.
    ///
    /// - Returns: its length so far.
    mutating func append(_ bytes: ByteBuffer) -> Int {
        body?.writeImmutableBuffer(bytes)
        return byteCount
    }
}

extension ReceivedRequest {
    /// - Throws: ``Problem`` where the host is not told as it must be, and `HTTP1TypeConversionError` for a method that
    ///   is no token.
    init(_ received: HTTPRequestHead) throws {
        let host = try received.host()
        let changesProtocol = received.method == .CONNECT || received.headers.contains(name: "upgrade")
        self.changesProtocol = changesProtocol
        isLast = changesProtocol || !received.isKeepAlive || received.version != .http1_1
        expectsContinue =
            received.version == .http1_1 && received.headers.first(name: "expect")?.lowercased() == "100-continue"
        // Others are absolute URLs and the asterisk (RFC 9112, section 3.2), and looked at more closely.
        guard received.uri.hasPrefix("/") else {
            var head = try HTTPRequest(received, secure: false, splitCookie: false)
            head.method = HTTPRequest.Method(routed: received.method)
            self.head = head
            return
        }
        head = HTTPRequest(
            method: HTTPRequest.Method(routed: received.method), scheme: "http", authority: host, path: received.uri,
            headerFields: HTTPFields(received.headers, splitCookie: false))
    }
}

extension Request {
    /// As routes take it: who reads a body that is too long is told so.
    init(_ received: ReceivedRequest) {
        let body = received.body.map { RequestBody(buffer: $0) }
        self.init(head: received.head, body: body ?? RequestBody(asyncSequence: OverlongBody()))
    }
}

/// A body of which nothing is there to be read.
private struct OverlongBody: AsyncSequence, AsyncIteratorProtocol, Sendable {
    func makeAsyncIterator() -> OverlongBody { self }

    func next() async throws -> ByteBuffer? { throw Problem.bodyTooLong }
}
