import HTTPTypes
import Hummingbird
import Logging
import Messages
import NIOCore

extension Problem {
    static let bodyTooLong = Problem(
        status: .contentTooLarge, detail: "The body is larger than this server takes.")

    /// The gateway holds as many bytes of requests as it may (``BodyMemory``).
    static let noRoom = Problem(
        status: .serviceUnavailable, detail: "This server holds as many requests as it can.",
        headers: [.retryAfter: "1"])

    /// The request does not say for which host it is, or says more than one.
    static let badHost = Problem.badHeader("Host", "must be there, and once only")

    /// What came is no request.
    static func unreadable(_ status: HTTPResponse.Status) -> Problem {
        Problem(status: status, detail: "The request can't be read: \(status.reasonPhrase).")
    }

    /// What an error, be it the framework's, looks like to the client. One that nobody has foreseen is logged.
    init(thrown error: any Error, logger: Logger) {
        switch error {
        case let problem as Problem:
            self = problem
        case let error as HTTPError where error.status == .notFound:
            self.init(status: .notFound, detail: "There is nothing at this path.")
        case let error as HTTPError:
            self.init(status: error.status, detail: error.body ?? error.status.reasonPhrase, headers: error.headers)
        case is NIOTooManyBytesError:
            self = .bodyTooLong
        case is CancellationError:
            self.init(status: .serviceUnavailable, detail: "The request was cancelled.")
        default:
            logger.error("request failed", metadata: ["error": "\(error)"])
            self.init(status: .internalServerError, detail: "The gateway failed.")
        }
    }

    /// The problem as an answer.
    ///
    /// - Parameter instance: the path of the request; nil where it has none that can be read.
    func response(instance: String?) -> Response {
        let body = JSONWriter.bytes(capacity: 512) { write(to: &$0, instance: instance) }
        var headers = headers
        headers[.contentType] = "application/problem+json"
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: .init(byteBuffer: body))
    }
}
