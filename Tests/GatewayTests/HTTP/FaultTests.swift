import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import RPC
import Testing

@testable import Gateway

@Suite("What a refusal points at", .timeLimit(.minutes(2)))
struct FaultTests {
    private static let course = "/api/v1/courses/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"

    private let gateway = TestGateway()

    private func faults(_ answer: TestResponse) throws -> [JSONNode] {
        #expect(answer.status == .badRequest)
        return try JSONNode(parsing: answer.body.readableBytesView)["errors"].elements
    }

    @Test("A header that can't be read is named", arguments: ["Request-Timeout", "If-Match"])
    func headers(name: String) async throws {
        let field = try #require(HTTPField.Name(name))
        try await gateway.run { client in
            let errors = try faults(try await client.get(Self.course, [field: "soon"]))
            #expect(errors.map { $0["header"].text } == [name])
            #expect(errors.first?["detail"].text?.hasPrefix("must be ") == true)
        }
    }

    @Test("So are those of a write")
    func writes() async throws {
        let key = try #require(HTTPField.Name("Idempotency-Key"))
        try await gateway.run { [gateway] client in
            for (method, uri, name) in [
                (HTTPRequest.Method.post, "/api/v1/courses", key), (.patch, Self.course, .ifMatch),
            ] {
                var fields = try gateway.signedIn(as: "creator")
                fields[.contentType] = "application/json"
                fields[name] = "two words"
                let answer = try await client.execute(
                    uri: uri, method: method, headers: fields, body: ByteBuffer(string: #"{"title":"Bread"}"#))
                #expect(try faults(answer).map { $0["header"].text } == [name.rawName])
            }
        }
    }

    @Test("What a service refuses is told by the names of the request's parameters")
    func services() async throws {
        gateway.catalogue.set { state in
            state.listFailure = .badRequest([
                FieldViolation(field: "cursor", description: "belongs to another list"),
                FieldViolation(field: "query", description: "must be shorter"),
            ])
        }
        try await gateway.run { client in
            let answer = try await client.get("/api/v1/courses?sort=title")
            #expect(try faults(answer).map { $0["parameter"].text } == ["cursor", "q"])
            let problem = try JSONNode(parsing: answer.body.readableBytesView)
            #expect(
                problem["detail"].text
                    == "The parameter 'cursor' belongs to another list. The parameter 'q' must be shorter.")
        }
    }
}
