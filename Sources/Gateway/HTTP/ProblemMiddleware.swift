import HTTPTypes
import Hummingbird
import Logging
import Messages
import NIOCore

/// Turns every error into problem+json, and keeps the body away from answers to HEAD.
///
/// Whatever is thrown below, by the framework too, passes here; the middleware around it throws nothing.
struct ProblemMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: GatewayContext,
        next: @concurrent (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = Self.response(to: problem(error, context), instance: request.uri.path)
        }
        if request.method == .head {
            // Taking the body away sets the length to zero, and HEAD tells what GET would.
            let length = response.body.contentLength
            response.body = .init()
            response.headers[.contentLength] = length.map(String.init)
        }
        return response
    }

    static func response(to problem: Problem, instance: String) -> Response {
        var json = JSONWriter(capacity: 512)
        problem.write(to: &json, instance: instance)
        var headers = problem.headers
        headers[.contentType] = "application/problem+json"
        headers[.cacheControl] = "no-store"
        return Response(status: problem.status, headers: headers, body: .init(byteBuffer: json.finish()))
    }

    private func problem(_ error: any Error, _ context: GatewayContext) -> Problem {
        switch error {
        case let problem as Problem:
            return problem
        case let error as HTTPError where error.status == .notFound:
            return Problem(status: .notFound, detail: "There is nothing at this path.")
        case let error as HTTPError:
            return Problem(
                status: error.status, detail: error.body ?? error.status.reasonPhrase, headers: error.headers)
        case is NIOTooManyBytesError:
            return Problem(status: .contentTooLarge, detail: "The body is larger than this server takes.")
        case is CancellationError:
            return Problem(status: .serviceUnavailable, detail: "The request was cancelled.")
        default:
            context.logger.error("request failed", metadata: ["error": "\(error)"])
            return Problem(status: .internalServerError, detail: "The gateway failed.")
        }
    }
}
