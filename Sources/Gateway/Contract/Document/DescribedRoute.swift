import HTTPTypes
import Hummingbird

/// What the route table knows of one method of a path, and what the contract says of it.
struct DescribedRoute {
    /// As the router has it: `/api/v1/courses/:id`.
    let path: String
    let method: HTTPRequest.Method
    let access: Access
    let maximumBackendCalls: Int
    let operation: Operation

    init(_ path: RouterPath, _ route: Route) {
        self.init(
            path: path.description, method: route.method, access: route.access,
            maximumBackendCalls: route.maximumBackendCalls, operation: route.operation)
    }

    init(
        path: String, method: HTTPRequest.Method, access: Access, maximumBackendCalls: Int, operation: Operation
    ) {
        self.path = path
        self.method = method
        self.access = access
        self.maximumBackendCalls = maximumBackendCalls
        self.operation = operation
    }

    /// As OpenAPI has it: `/api/v1/courses/{id}`.
    var template: String {
        path.split(separator: "/").map { part in
            part.first == ":" ? "/{\(part.dropFirst())}" : "/\(part)"
        }.joined()
    }

    /// Whether an answer can be known to the client already.
    var isConditional: Bool { method == .get && operation.answer.headers.contains("ETag") }

    /// All parameters, with those that follow from what the route is.
    var parameters: [Parameter] {
        operation.parameters + (isConditional ? [.ifNoneMatch] : []) + [.requestTimeout]
    }

    /// The problems that it may answer with, in the order of their numbers.
    var problems: [HTTPResponse.Status] {
        // Everywhere: a parameter that is not known, a token that is refused, or too many of them, a key server or
        // backend that is away.
        var problems: Set<HTTPResponse.Status> = [
            .badRequest, .unauthorized, .tooManyRequests, .internalServerError, .serviceUnavailable,
        ]
        problems.formUnion(operation.problems)
        if case .role = access { problems.insert(.forbidden) }
        if operation.parameters.contains(where: { $0.place == .path }) { problems.insert(.notFound) }
        if operation.parameters.contains(where: { $0.name == Parameter.ifMatch.name }) {
            problems.formUnion([.preconditionFailed, .preconditionRequired])
        }
        // A read may have If-Match, too, though few want that.
        if method == .get { problems.insert(.preconditionFailed) }
        if operation.body != nil { problems.formUnion([.contentTooLarge, .unsupportedMediaType]) }
        if maximumBackendCalls > 0 { problems.formUnion([.badGateway, .gatewayTimeout]) }
        problems.subtract(operation.alternatives.map(\.0))
        return problems.sorted { $0.code < $1.code }
    }
}
