import Hummingbird
import NIOCore

/// The contract: for programs, and as a page for people.
struct ContractRoutes {
    private static let documentPath: RouterPath = "/openapi.json"
    private static let pagePath: RouterPath = "/docs"

    /// Adds the routes. What the table has by then is described, and so are these.
    func add(to routes: RouteTable) {
        routes.add(
            Self.pagePath,
            Route(.get, .getDocumentation, cost: 0, maximumBackendCalls: 0, DocumentationPage().content.respond))
        // The document describes its own route as well, which can't be added before there is what it serves.
        let own = DescribedRoute(
            path: Self.documentPath.description, method: .get, access: .anyone, maximumBackendCalls: 0,
            operation: .getContract)
        let described = routes.routes.map { DescribedRoute($0.path, $0.route) } + [own]
        let document = StaticContent(
            ContractDocument(routes: described).bytes, headers: [.contentType: "application/json"])
        routes.add(Self.documentPath, Route(.get, .getContract, cost: 0, maximumBackendCalls: 0, document.respond))
    }
}
