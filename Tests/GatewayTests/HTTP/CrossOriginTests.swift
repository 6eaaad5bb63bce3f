import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ServiceKit
import Testing

@testable import Gateway

@Suite("Pages of other origins", .timeLimit(.minutes(2)))
struct CrossOriginTests {
    private static let origin = "https://app.example.org"
    private static let course = "/api/v1/courses/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
    private let gateway = TestGateway()

    private func policy(_ text: String) throws -> CrossOriginPolicy {
        try CrossOriginPolicy(SettingsReader(role: .gateway, environment: ["LYCEUM_CORS_ORIGINS": text]))
    }

    @Test("The setting lists origins as browsers write them")
    func setting() throws {
        #expect(try policy("") == .nobody)
        #expect(try policy("*") == .anybody)
        #expect(
            try policy("https://a.example, http://localhost:3000,http://[::1]:8080")
                == .origins(["https://a.example", "http://localhost:3000", "http://[::1]:8080"]))
    }

    @Test(
        "What no browser would send as an origin is refused",
        arguments: [
            "null", "a.example", "https://", "https://a.example/", "https://A.example", "https://a.example:443",
            "https://a.example:0", "https://a.example:08", "https://*.example", "https://a.example,", "ftp://a", "*,*",
            "https://a.example:x", "http://a.example:80", "https://-a",
        ])
    func malformed(text: String) {
        #expect(throws: SettingError.self) { try policy(text) }
    }

    @Test("A preflight of a listed origin learns what it may do; another one nothing")
    func preflight() async throws {
        try await gateway.run(changing: { $0.crossOrigin = .origins([Self.origin]) }) { client in
            for (origin, allowed) in [(Self.origin, true), ("https://evil.example", false), ("null", false)] {
                let answer = try await client.execute(
                    uri: Self.course, method: .options,
                    headers: [.origin: origin, .accessControlRequestMethod: "PATCH"])
                #expect(answer.status == .noContent)
                #expect(answer.headers[.vary] == "Origin")
                #expect(answer.headers[.accessControlAllowOrigin] == (allowed ? origin : nil))
                #expect(answer.headers[.accessControlAllowCredentials] == (allowed ? "true" : nil))
                #expect(answer.headers[.accessControlAllowMethods]?.contains("PATCH") == (allowed ? true : nil))
                #expect(answer.headers[.accessControlAllowHeaders]?.contains("If-Match") == (allowed ? true : nil))
                #expect(answer.headers[.accessControlMaxAge] == (allowed ? "600" : nil))
            }
            let options = try await client.execute(uri: Self.course, method: .options, headers: [.origin: Self.origin])
            #expect(options.headers[.allow]?.contains("GET") == true)
        }
    }

    @Test("A page of a listed origin sees answers and problems, and the headers that it needs")
    func listed() async throws {
        try await gateway.run(changing: { $0.crossOrigin = .origins([Self.origin]) }) { client in
            for uri in [Self.course, "/api/v1/courses/42"] {
                let answer = try await client.get(uri, [.origin: Self.origin])
                #expect(answer.headers[.accessControlAllowOrigin] == Self.origin)
                #expect(answer.headers[.accessControlExposeHeaders]?.contains("ETag") == true)
                #expect(answer.headers[.vary]?.hasSuffix("Origin") == true)
            }
            let foreign = try await client.get(Self.course, [.origin: "https://evil.example"])
            #expect(foreign.headers[.accessControlAllowOrigin] == nil)
            let none = try await client.get(Self.course)
            #expect(none.headers[.accessControlAllowOrigin] == nil)
            #expect(none.headers[.vary]?.hasSuffix("Origin") == true)
        }
    }

    @Test("Where all origins may, none may send credentials, and the answer is everybody's")
    func anybody() async throws {
        try await gateway.run(changing: { $0.crossOrigin = .anybody }) { client in
            let answer = try await client.get(Self.course, [.origin: "https://any.example"])
            #expect(answer.headers[.accessControlAllowOrigin] == "*")
            #expect(answer.headers[.accessControlAllowCredentials] == nil)
            #expect(answer.headers[.vary]?.contains("Origin") == false)
        }
    }

    @Test("Without the setting nothing is said, and OPTIONS is the route's")
    func nobody() async throws {
        try await gateway.run { client in
            let answer = try await client.get(Self.course, [.origin: Self.origin])
            #expect(answer.headers[.accessControlAllowOrigin] == nil)
            let options = try await client.execute(
                uri: Self.course, method: .options,
                headers: [.origin: Self.origin, .accessControlRequestMethod: "GET"])
            #expect(options.headers[.allow] != nil)
        }
    }
}
