import HTTPTypes
import Hummingbird

extension CrossOriginPolicy {
    /// The answer to a browser's preflight; nil for any other request.
    func preflight(_ request: Request) -> Response? {
        guard self != .nobody, request.method == .options, let origin = request.headers[.origin],
            request.headers[.accessControlRequestMethod] != nil
        else { return nil }
        var headers = preflightHeaders(for: origin)
        if varies { headers.addVary("Origin") }
        return Response(status: .noContent, headers: headers)
    }

    /// Tells browsers which pages may see an answer, be it a problem.
    func permit(_ response: inout Response, to request: Request) {
        guard self != .nobody else { return }
        response.headers.append(contentsOf: headers(for: request.headers[.origin]))
        if varies { response.headers.addVary("Origin") }
    }
}
