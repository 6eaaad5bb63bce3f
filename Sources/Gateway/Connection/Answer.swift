import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// A response that is made, as it is sent.
struct Answer: Sendable {
    let head: HTTPResponseHead
    let body: ByteBuffer

    /// - Throws: what the body's writer does.
    init(_ response: Response) async throws {
        let body = try await BodyCollector.bytes(of: response.body)
        var head = response.head
        if body.readableBytes > 0, head.headerFields[.contentLength] == nil {
            head.headerFields[.contentLength] = String(body.readableBytes)
        }
        self.head = HTTPResponseHead(head)
        self.body = body
    }

    /// An answer without a body.
    private init(_ status: HTTPResponse.Status) {
        head = HTTPResponseHead(HTTPResponse(status: status, headerFields: [.contentLength: "0"]))
        body = ByteBuffer()
    }

    /// A response as it is made: 500 where that fails, which it has no reason to, as ``RequestMiddleware`` answers.
    init(logger: Logger, making response: () async throws -> Response) async {
        do {
            self = try await Answer(response())
        } catch {
            logger.error("request failed", metadata: ["error": "\(error)"])
            self = Answer(.internalServerError)
        }
    }
}
