import HTTPTypes
import Messages

/// A kind of problem as the contract shows it: one that the gateway makes.
struct ProblemExample {
    let problem: Problem
    /// When it comes.
    let description: String
    var headers: [String] = []

    static let all: [ProblemExample] = [
        ProblemExample(
            problem: .badParameter("limit", "must be an integer from 1 to 100"),
            description: "A parameter, a header or the body is wrong: `errors` points at what is."),
        ProblemExample(
            problem: .tokenRequired, description: "There is no bearer token where one is needed, or it is refused.",
            headers: ["WWW-Authenticate"]),
        ProblemExample(
            problem: .needsRole("creator"), description: "The token's holder may not do this.",
            headers: ["WWW-Authenticate"]),
        ProblemExample(
            problem: .notFound("course", "00000000-0000-4000-8000-000000000000"),
            description: "There is nothing of this id, or nothing at this path."),
        ProblemExample(
            problem: Problem(status: .methodNotAllowed, detail: "This path answers GET, HEAD, OPTIONS."),
            description: "The path has not this method; `Allow` names those that it has."),
        ProblemExample(
            problem: Problem(status: .conflict, detail: "The course has enrolments: archive it instead."),
            description: "What is there forbids it."),
        ProblemExample(
            problem: .preconditionFailed, description: "It is another version than `If-Match` names: read it again."),
        ProblemExample(
            problem: Problem(status: .contentTooLarge, detail: "The body is larger than this server takes."),
            description: "The body has more than 1 MiB."),
        ProblemExample(
            problem: Problem(
                status: .unsupportedMediaType, detail: "The body must be application/json, not text/plain."),
            description: "`Content-Type` is not one of those listed."),
        ProblemExample(
            problem: Problem(
                status: .unprocessableContent, detail: "Idempotency_key was used for another request."),
            description: "The same `Idempotency-Key` came with another request."),
        ProblemExample(
            problem: .preconditionRequired, description: "A write must say by `If-Match` what it changes."),
        ProblemExample(
            problem: Problem(
                status: .tooManyRequests, detail: "More was asked for than one client may; this costs 5 of 600 units."),
            description: "The client's quota is used up, where the operator has set one.", headers: ["Retry-After"]),
        ProblemExample(
            problem: .unreadable(.requestHeaderFieldsTooLarge),
            description: "The request's headers have more than 16 KiB; the connection ends."),
        ProblemExample(
            problem: Problem(status: .internalServerError, detail: "The gateway failed."),
            description: "A fault of ours."),
        ProblemExample(
            problem: Problem(status: .notImplemented, detail: "The course service does not offer this."),
            description: "A service behind the gateway is of an earlier version, which lacks what this needs."),
        ProblemExample(
            problem: Problem(status: .badGateway, detail: "The course service failed."),
            description: "A service behind the gateway failed."),
        ProblemExample(
            problem: Problem(status: .serviceUnavailable, detail: "The course service can't be reached."),
            description: "What is needed for this is away or has too much to do.", headers: ["Retry-After"]),
        ProblemExample(
            problem: Problem(status: .gatewayTimeout, detail: "The course service did not answer in time."),
            description: "It took longer than the request's deadline allows."),
    ]

    /// The problem as a client gets it.
    var example: JSONValue { JSONValue { problem.write(to: &$0, instance: "/api/v1/…") } }

    /// The response object.
    var json: JSONValue {
        .members([
            ("description", .text("`\(problem.type)`: \(description)")),
            ("headers", headers.isEmpty ? nil : ContractHeaders.references(headers)),
            (
                "content",
                ["application/problem+json": ["schema": Schema.named("Problem").json, "example": example]]
            ),
        ])
    }
}
