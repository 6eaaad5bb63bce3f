import Crypto
import FoundationEssentials
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Gateway

@Suite("The page of the contract", .timeLimit(.minutes(2)))
struct DocumentationPageTests {
    private let gateway = TestGateway()

    @Test("A browser may run its own script and take its own style, and nothing else")
    func policy() async throws {
        try await gateway.run { client in
            let answer = try await client.get("/docs")
            #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
            let policy = try #require(answer.headers[.contentSecurityPolicy])
            let page = String(buffer: answer.body)
            for (kind, pattern) in [
                ("script", /<script>([\s\S]*?)<\/script>/), ("style", /<style>([\s\S]*?)<\/style>/),
            ] {
                let texts = page.matches(of: pattern).map(\.output.1)
                #expect(texts.count == 1)
                for text in texts {
                    let hash = Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
                    #expect(policy.contains("\(kind)-src 'sha256-\(hash)'"))
                }
            }
            #expect(policy.hasPrefix("default-src 'none'; "))
            #expect(!policy.contains("unsafe"))
        }
    }

    @Test("It takes nothing from elsewhere, and makes no markup or code of what it is told")
    func selfContained() async throws {
        try await gateway.run { client in
            let page = String(buffer: try await client.get("/docs").body)
            for word in ["http://", "https://", "//cdn", "innerHTML", "eval(", "Function(", " style=", " onclick="] {
                #expect(!page.contains(word), "\(word)")
            }
        }
    }
}
