import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Gateway

@Suite("The contract", .timeLimit(.minutes(2)))
struct ContractTests {
    private let gateway = TestGateway()

    private func withContract(
        _ body: @Sendable @escaping (ContractReader, any TestClientProtocol) async throws -> Void
    ) async throws {
        try await gateway.run { client in
            let answer = try await client.get("/openapi.json")
            #expect(answer.status == .ok)
            try await body(try ContractReader(answer.body.readableBytesView), client)
        }
    }

    @Test("It has each route that the router has, and no other")
    func routes() async throws {
        let routed = try await gateway.server().routes().router.routes
        let paths = Set(routed.map { $0.path.description.replacing(/:([a-z]+)/) { "{\($0.output.1)}" } })
        let methods: Set<HTTPRequest.Method> = [.get, .post, .patch, .delete, .put]
        try await withContract { contract, client in
            #expect(paths == Set(contract.document["paths"].members.keys))
            for path in paths {
                let calls = contract.calls.filter { $0.path == path }
                let answer = try await client.execute(uri: try #require(calls.first).examplePath, method: .options)
                let allowed = try #require(answer.headers[.allow]).split(separator: ", ").map(String.init)
                #expect(
                    Set(allowed.compactMap(HTTPRequest.Method.init(rawValue:))).intersection(methods)
                        == Set(calls.map(\.method)))
            }
        }
    }

    /// All that the parser of HTTP/1 takes and the path does not, but CONNECT, whose target is none.
    private static let otherMethods = [
        "ACL", "BIND", "CHECKOUT", "COPY", "DELETE", "LINK", "LOCK", "M-SEARCH", "MERGE", "MKACTIVITY", "MKCALENDAR",
        "MKCOL", "MOVE", "NOTIFY", "PATCH", "PROPFIND", "PROPPATCH", "PURGE", "PUT", "QUERY", "REBIND", "REPORT",
        "SEARCH", "SOURCE", "SUBSCRIBE", "TRACE", "UNBIND", "UNLINK", "UNLOCK", "UNSUBSCRIBE",
    ]

    @Test("A method that a path has not is refused as such, and where nothing is there is nothing for it either")
    func otherMethods() async throws {
        try await gateway.run { client in
            for name in Self.otherMethods {
                let method = try #require(HTTPRequest.Method(rawValue: name))
                let answer = try await client.execute(uri: "/api/v1/courses", method: method)
                #expect(answer.status == .methodNotAllowed, "\(name)")
                #expect(answer.headers[.allow] == "GET, HEAD, OPTIONS, POST", "\(name)")
                #expect(try await client.execute(uri: "/nothing", method: method).status == .notFound, "\(name)")
            }
        }
    }

    @Test("It names the role that each route wants")
    func roles() async throws {
        try await withContract { [gateway] contract, client in
            for call in contract.calls {
                let nobody = try await client.execute(uri: call.examplePath, method: call.method)
                #expect((nobody.status == .unauthorized) == (call.role != nil), "\(call.name)")
                if [.patch, .put, .delete].contains(call.method) { #expect(call.role != nil, "\(call.name)") }
                let learner = try await client.execute(
                    uri: call.examplePath, method: call.method, headers: gateway.signedIn())
                #expect((learner.status == .forbidden) == (call.role == "creator"), "\(call.name)")
            }
        }
    }

    @Test("It has just the query parameters that each route takes")
    func queryParameters() async throws {
        try await withContract { [gateway] contract, client in
            for call in contract.calls {
                let answer = try await client.execute(
                    uri: "\(call.examplePath)?unheard-of=1", method: call.method,
                    headers: gateway.signedIn(as: "creator"))
                let problem = try JSONNode(parsing: answer.body.readableBytesView)
                let names = call.parameters(in: "query").compactMap { $0["name"].text }.sorted()
                let known = names.isEmpty ? "none" : names.joined(separator: ", ")
                #expect(problem["detail"].text?.hasSuffix("known are: \(known).") == true, "\(call.name): \(problem)")
            }
        }
    }

    @Test("Each query parameter is read: a value that none can have is refused by its name")
    func readParameters() async throws {
        let value = String(repeating: "%00", count: 2500)
        try await withContract { [gateway] contract, client in
            for call in contract.calls {
                for parameter in call.parameters(in: "query") {
                    let name = try #require(parameter["name"].text)
                    let answer = try await client.execute(
                        uri: "\(call.examplePath)?\(name)=\(value)", method: call.method,
                        headers: gateway.signedIn(as: "creator"))
                    let problem = try JSONNode(parsing: answer.body.readableBytesView)
                    #expect(problem["errors"].elements.first?["parameter"].text == name, "\(call.name) \(name)")
                }
            }
        }
    }

    @Test("Its references lead somewhere, its operations have names of their own, and all paths' parameters are told")
    func structure() async throws {
        try await withContract { contract, _ in
            #expect(contract.document["openapi"].text == "3.1.1")
            for reference in contract.references {
                #expect(contract.resolved(.object(["$ref": .text(reference)])) != .null, "\(reference)")
            }
            let ids = contract.calls.compactMap { $0.operation["operationId"].text }
            #expect(Set(ids).count == contract.calls.count)
            for call in contract.calls {
                let told = call.parameters(in: "path").compactMap { $0["name"].text }
                #expect(told.sorted() == call.path.matches(of: /\{([a-z]+)\}/).map { String($0.output.1) }.sorted())
                #expect(call.operation["x-max-backend-calls"].number != nil)
            }
            let schemas = Set(contract.document["components"]["schemas"].members.keys)
            let used = Set(contract.references.map { $0.replacing("#/components/schemas/", with: "") })
            #expect(schemas.subtracting(used).isEmpty)
        }
    }

    @Test("Its examples are what its schemas say")
    func examples() async throws {
        try await withContract { contract, _ in
            for call in contract.calls {
                for (status, answer) in call.operation["responses"].members {
                    let content = contract.resolved(answer)["content"].members
                    for (type, media) in content where media["example"] != .null {
                        let faults = contract.faults(media["example"], media["schema"])
                        #expect(faults.isEmpty, "\(call.name) \(status) \(type)")
                    }
                    #expect(content["application/json"].map { $0["example"] } != .null || call.path == "/openapi.json")
                }
                for media in call.operation["requestBody"]["content"].members.values {
                    #expect(media["example"] != .null && contract.faults(media["example"], media["schema"]).isEmpty)
                }
            }
        }
    }

    @Test("What the routes answer is what it says, with the examples asked for and with every member")
    func answers() async throws {
        try await withContract { [gateway] contract, client in
            let pages = ["/docs", "/problems/{kind}"]
            for call in contract.calls where call.method == .get && !pages.contains(call.path) {
                let choices = call.parameters(in: "query").filter { $0["name"].text == "include" }
                let include = choices.flatMap { $0["schema"]["items"]["enum"].elements }.compactMap(\.text)
                let query = include.isEmpty ? "" : "?include=\(include.joined(separator: ","))"
                let answer = try await client.get(call.examplePath + query, gateway.signedIn())
                let said = call.operation["responses"][String(answer.status.code)]
                let media = try #require(
                    contract.resolved(said)["content"].members.first, "\(call.name): \(answer.status)")
                #expect(answer.headers[.contentType] == media.key)
                guard call.path != "/openapi.json" else { continue }
                let body = try JSONNode(parsing: answer.body.readableBytesView)
                #expect(contract.faults(body, media.value["schema"]) == [], "\(call.name)")
            }
        }
    }

    @Test(
        "It is known by its tag, and asked for anew it is not sent again",
        arguments: ["/openapi.json", "/docs", "/problems/not-found"])
    func tag(uri: String) async throws {
        try await gateway.run { client in
            let tag = try #require(try await client.get(uri).headers[.eTag])
            let again = try await client.get(uri, [.ifNoneMatch: tag])
            #expect(again.status == .notModified)
            #expect(again.headers[.eTag] == tag)
        }
    }
}
