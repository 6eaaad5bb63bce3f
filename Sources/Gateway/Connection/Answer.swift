import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// A response that is made, as the bytes of HTTP/1.1 that are sent (RFC 9112).
///
/// They are written where the response is made, so that an event loop has nothing left to do but to send them.
struct Answer: Sendable {
    /// Bytes; a longer body is sent from where it is, a shorter one costs less to copy than to send by itself.
    private static let copiedBodyLimit = 16_384
    private static let close: StaticString = "Connection: close\r\n"

    /// The head, and the body behind it unless that is long.
    private(set) var head: ByteBuffer
    /// A long body.
    let body: ByteBuffer
    /// Whether the head tells the client that the connection ends.
    private(set) var tellsEnd = false
    /// Where the head's fields end.
    private let fieldsEnd: Int

    /// - Parameters:
    ///   - date: the time, as the field `Date` tells it.
    ///   - isLast: whether the connection ends with it.
    init(
        _ status: HTTPResponse.Status, _ fields: HTTPFields = [:], _ body: ByteBuffer = ByteBuffer(), date: String,
        isLast: Bool
    ) {
        let isCopied = body.readableBytes <= Self.copiedBodyLimit
        head = ByteBuffer()
        head.reserveCapacity(1024 + (isCopied ? body.readableBytes : 0))
        head.writeStatusLine(status)
        head.writeFields(fields.lazy.filter { status.mayHaveBody || $0.name != .contentLength })
        if status.mayHaveBody, !fields.contains(.contentLength) {
            head.writeField("Content-Length", String(body.readableBytes))
        }
        head.writeField("Date", date)
        fieldsEnd = head.writerIndex
        if isLast {
            head.writeStaticString(Self.close)
            tellsEnd = true
        }
        head.writeStaticString("\r\n")
        if isCopied { head.writeImmutableBuffer(body) }
        self.body = isCopied ? ByteBuffer() : body
    }

    /// A response as it is made: 500 where that fails, which it has no reason to, as ``RequestMiddleware`` answers.
    init(
        logger: Logger, clock: HTTPClock, isLast: Bool, making response: () async throws -> Response
    ) async {
        do {
            let response = try await response()
            let body = try await BodyCollector.bytes(of: response.body)
            self.init(response.status, response.headers, body, date: clock.now(), isLast: isLast)
        } catch {
            logger.error("request failed", metadata: ["error": "\(error)"])
            self.init(.internalServerError, date: clock.now(), isLast: isLast)
        }
    }

    /// Tells the client that the connection ends.
    mutating func tellEnd() {
        guard !tellsEnd else { return }
        tellsEnd = true
        var rest = head
        head = ByteBuffer()
        head.reserveCapacity(rest.readableBytes + Self.close.utf8CodeUnitCount)
        if var fields = rest.readSlice(length: fieldsEnd) { head.writeBuffer(&fields) }
        head.writeStaticString(Self.close)
        head.writeBuffer(&rest)
    }
}

extension HTTPResponse.Status {
    /// Whether there is a body, be it an empty one, and a length that tells (RFC 9110, section 6.4.1).
    fileprivate var mayHaveBody: Bool { code >= 200 && self != .noContent && self != .notModified }
}
