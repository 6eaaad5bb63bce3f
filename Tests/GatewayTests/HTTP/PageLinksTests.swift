import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Gateway

@Suite("Link headers", .timeLimit(.minutes(2)))
struct PageLinksTests {
    private let gateway = TestGateway()

    private func links(_ path: String, _ position: String?) throws -> String? {
        let head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: path)
        var links = PageLinks(Request(head: head, body: .init(buffer: ByteBuffer())), positions: ["page", "cursor"])
        links.add("next", position)
        return links.headers[try #require(HTTPField.Name("Link"))]
    }

    @Test("A link is the same request at another position")
    func sameRequest() throws {
        #expect(try links("/a?q=x%20y&page=2&limit=5", "page=3") == #"</a?q=x%20y&limit=5&page=3>; rel="next""#)
        #expect(try links("/a?q=x+y%2B&page=2", "page=3") == #"</a?q=x+y%2B&page=3>; rel="next""#)
        #expect(try links("/a?cursor=abc", nil) == #"</a>; rel="next""#)
        #expect(try links("/a", "cursor=x_-") == #"</a?cursor=x_->; rel="next""#)
    }

    @Test("Bytes separate parameters, whatever characters they are part of")
    func combining() throws {
        // U+0600 makes one character with what follows it.
        #expect(try links("/a?q=\u{600}&page=2", "page=3") == #"</a?q=%D8%80&page=3>; rel="next""#)
    }

    @Test("What would end the link early is percent-encoded")
    func escaping() throws {
        #expect(try links("/a?q=>\"<", nil) == #"</a?q=%3E%22%3C>; rel="next""#)
    }

    private func links(_ client: any TestClientProtocol, _ uri: String) async throws -> [String] {
        let name = try #require(HTTPField.Name("Link"))
        return try await client.get(uri).headers[name]?.split(separator: ", ").map(String.init) ?? []
    }

    @Test("Pages by number link first, prev and next, as far as there are any")
    func numbers() async throws {
        try await gateway.run { client in
            let path = "/api/v1/courses?sort=title"
            let first = #"</api/v1/courses?sort=title>; rel="first""#
            func page(_ number: Int, _ relation: String) -> String {
                "</api/v1/courses?sort=title&page=\(number)>; rel=\"\(relation)\""
            }
            for (position, expected) in [
                ("", [first, page(2, "next")]),
                ("&page=2", [first, page(1, "prev"), page(3, "next")]),
                ("&page=3", [first, page(2, "prev")]),
            ] {
                let links = try await self.links(client, path + position)
                #expect(links == expected)
            }
        }
    }

    @Test("Where numbers end, and after a cursor, next is a cursor that the list takes, and that pagination has, too")
    func cursors() async throws {
        gateway.catalogue.set { $0.total = 1_000_000 }
        try await gateway.run { client in
            let links = try await self.links(client, "/api/v1/courses?limit=100&page=100")
            let next = try #require(links.last { $0.hasSuffix(#"rel="next""#) })
            #expect(next.hasPrefix("</api/v1/courses?limit=100&cursor="))
            let target = String(next.dropFirst().prefix { $0 != ">" })
            let after = try await self.links(client, target)
            #expect(after.count == 2)
            // The stub's position, signed with the test gateway's key.
            let cursor = "mtDt_27CcZczm-8jkR0Z3nBvc2l0aW9u"
            #expect(after.last == "</api/v1/courses?limit=100&cursor=\(cursor)>; rel=\"next\"")
            let pagination = try await client.get(target).json()["pagination"] as? [String: Any]
            #expect(pagination?["next_cursor"] as? String == cursor)
        }
    }

    @Test("The board links by offset")
    func board() async throws {
        try await gateway.run { client in
            let links = try await self.links(client, "/api/v1/leaderboard?limit=10&offset=5")
            #expect(
                links == [
                    #"</api/v1/leaderboard?limit=10>; rel="first""#,
                    #"</api/v1/leaderboard?limit=10&offset=0>; rel="prev""#,
                    #"</api/v1/leaderboard?limit=10&offset=15>; rel="next""#,
                ])
            let deepest = try await self.links(client, "/api/v1/leaderboard?limit=100&offset=9007199254740991")
            #expect(deepest.last?.hasPrefix("</api/v1/leaderboard?limit=100&cursor=") == true)
        }
    }
}
