import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Gateway

@Suite("The pages of problems", .timeLimit(.minutes(2)))
struct ProblemRoutesTests {
    private let gateway = TestGateway()

    @Test(
        "The type of a problem leads to a page that says what it is",
        arguments: [
            ("/nothing", HTTPRequest.Method.get, "404 Not Found"), ("/api/v1/me", .get, "401 Unauthorized"),
            ("/api/v1/courses?sort=x", .get, "400 Bad Request"), ("/api/v1/courses", .put, "405 Method Not Allowed"),
            ("/problems/unheard-of", .get, "404 Not Found"),
        ])
    func resolution(uri: String, method: HTTPRequest.Method, title: String) async throws {
        try await gateway.run { client in
            let answer = try await client.execute(uri: uri, method: method)
            let problem = try JSONNode(parsing: answer.body.readableBytesView)
            let page = try await client.get(try #require(problem["type"].text))
            #expect(page.status == .ok)
            #expect(page.headers[.contentType] == "text/plain; charset=utf-8")
            #expect(page.headers[.cacheControl]?.hasPrefix("public, max-age=") == true)
            let text = String(buffer: page.body)
            #expect(text.hasPrefix("\(title)\n"), "\(text)")
        }
    }

    @Test(
        "So does what is answered before there is a request",
        arguments: [HTTPResponse.Status.badRequest, .requestHeaderFieldsTooLarge])
    func unreadable(status: HTTPResponse.Status) async throws {
        try await gateway.run { client in
            let page = try await client.get(Problem.unreadable(status).type)
            #expect(page.status == .ok)
            #expect(String(buffer: page.body).hasPrefix("\(status.code) "))
        }
    }

    @Test("Every problem of the contract has its page, with what the contract says of it and the same example")
    func contract() async throws {
        try await gateway.run { client in
            let document = try JSONNode(parsing: try await client.get("/openapi.json").body.readableBytesView)
            let responses = document["components"]["responses"].members.values
            #expect(!responses.isEmpty)
            for response in responses {
                let example = response["content"]["application/problem+json"]["example"]
                let text = String(buffer: try await client.get(try #require(example["type"].text)).body)
                let description = try #require(response["description"].text).split(separator: "`: ").last ?? ""
                #expect(text.contains(description))
                let json = try #require(text.split(separator: "\n").last)
                #expect(try JSONNode(parsing: Array(json.utf8)) == example)
            }
        }
    }
}
