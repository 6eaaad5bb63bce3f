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

    /// The answer to a request: 500 where the responder fails, which it has no reason to, as ``RequestMiddleware`` answers.
    init(
        to request: ReceivedRequest, by responder: some HTTPResponder<GatewayContext>, on channel: any Channel,
        logger: Logger
    ) async {
        do {
            let context = GatewayContext(source: ApplicationRequestContextSource(channel: channel, logger: logger))
            self = try await Answer(responder.respond(to: Request(request), context: context))
        } catch {
            logger.error("request failed", metadata: ["error": "\(error)"])
            self = Answer(.internalServerError)
        }
    }

    /// The answer to what is no request.
    init(refusal status: HTTPResponse.Status) async {
        let problem = Problem(status: status, detail: "The request can't be read: \(status.reasonPhrase).")
        do {
            self = try await Answer(problem.response(instance: nil))
        } catch {
            self = Answer(status)
        }
    }
}
