import Messages
import NIOCore
import ServiceKit

/// The contract of the gateway as an OpenAPI 3.1 document: the routes as the route table has them, the messages as their
/// descriptors have them, and what the operations say in words.
struct ContractDocument {
    let routes: [DescribedRoute]

    var bytes: ByteBuffer {
        JSONWriter.bytes(capacity: 65_536) { $0.value(document) }
    }

    private var document: JSONValue {
        [
            "openapi": "3.1.1",
            "info": [
                "title": "Lyceum", "version": .text(LyceumVersion.current),
                "summary": "The backend of a learning platform.", "description": .text(Self.conventions),
            ],
            "servers": [["url": "/"]],
            "tags": .array(Operation.Group.allCases.map { ["name": .text($0.rawValue)] }),
            "paths": paths,
            "components": [
                "schemas": .object(ContractSchemas.all.map { ($0.0, $0.1.json) }),
                "responses": .object(ProblemExample.all.map { ($0.problem.status.componentName, $0.json) }),
                "headers": .object(ContractHeaders.all),
                "securitySchemes": [
                    "bearerAuth": [
                        "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                        "description": "A token of the operator's issuer; `lyceum token` mints one for development.",
                    ]
                ],
            ],
        ]
    }

    private var paths: JSONValue {
        var paths: [(String, [(String, JSONValue)])] = []
        for route in routes {
            let operation = (route.method.rawValue.lowercased(), route.json)
            if let index = paths.firstIndex(where: { $0.0 == route.template }) {
                paths[index].1.append(operation)
            } else {
                paths.append((route.template, [operation]))
            }
        }
        return .object(paths.map { ($0.0, .object($0.1)) })
    }

    /// What holds for every operation.
    private static let conventions = """
        Every path also answers HEAD where it answers GET, and OPTIONS. Times are RFC 3339 in UTC, ids are UUIDs. \
        Parameters and members of bodies that are not known are refused, and so are parameters that are given twice. \
        In a query `+` is a space, and a plus is `%2B`; a value that is no percent-encoded UTF-8 is refused.

        Every problem is `application/problem+json` (RFC 9457), for any path and method: 404 where nothing is, 405 with \
        `Allow` for another method, 431 for headers of more than 16 KiB. Part of an answer can be missing when a service \
        is away: the member is null then, `problems` tells why, and nobody may keep the answer.

        `ETag` and `If-None-Match` spare the body of what the client has; a read with `If-Match` is answered with 412 \
        where the state is another one. Answers of 1 KiB and more are sent as gzip to clients that take it. \
        `Server-Timing` tells what a request asked of the services behind the gateway. Where the operator has set a \
        quota, `RateLimit` tells what is left of it.
        """
}
