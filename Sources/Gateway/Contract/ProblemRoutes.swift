import HTTPTypes
import Hummingbird
import Messages
import NIOCore

/// A page for each kind of problem, where its `type` leads (RFC 9457, section 3.1.1).
struct ProblemRoutes: Sendable {
    private let pages = Dictionary(
        ProblemExample.all.map { ($0.problem.kind, Self.page(of: $0)) }, uniquingKeysWith: { first, _ in first })

    func add(to routes: RouteTable) {
        routes.add(
            "/problems/:kind",
            Route(.get, .getProblemType, cost: 0, maximumBackendCalls: 0) { request, context in
                let page = context.parameters.get("kind").flatMap { pages[$0] }
                guard let page else {
                    throw Problem(status: .notFound, detail: "There is no such kind of problem.")
                }
                return try page.respond(request, context)
            })
    }

    private static func page(of example: ProblemExample) -> StaticContent {
        let status = example.problem.status
        let json = JSONWriter.bytes(capacity: 512) { $0.value(example.example) }
        let text = """
            \(status.code) \(status.reasonPhrase)

            \(example.description)

            For example:

            \(String(buffer: json))

            """
        return StaticContent(
            ByteBuffer(string: text),
            headers: [.contentType: "text/plain; charset=utf-8", .xContentTypeOptions: "nosniff"])
    }
}
