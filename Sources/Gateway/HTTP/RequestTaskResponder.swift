import Hummingbird

/// Answers each request in a task of its own, a child of the connection's.
///
/// A task keeps the memory of its deepest call for as long as it lives (46 kB for the middleware and a route), and a
/// connection's lives on while its client is idle.
struct RequestTaskResponder<Responder: HTTPResponder>: HTTPResponder where Responder.Context: Sendable {
    private let responder: Responder

    init(_ responder: Responder) {
        self.responder = responder
    }

    func respond(to request: Request, context: Responder.Context) async throws -> Response {
        async let response = responder.respond(to: request, context: context)
        return try await response
    }
}
