import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import RPC
import Synchronization
import Testing

@testable import Gateway

@Suite("Conditional requests", .timeLimit(.minutes(2)))
struct ConditionalRequestTests {
    private static let id = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
    private static let course = "/api/v1/courses/\(id)"
    static let routes = [
        course, "\(course)?include=creator", "\(course)/lessons", "\(course)/lessons/\(StubCatalogue.lessonID)",
        "/api/v1/courses?limit=1", "/api/v1/courses/popular",
        "/api/v1/users/\(id)", "/api/v1/leaderboard",
    ]

    private let gateway = TestGateway()

    @Test("A client that has the state gets 304: no body, and the headers that 200 would have", arguments: routes)
    func notModified(uri: String) async throws {
        try await gateway.run { client in
            let whole = try await client.get(uri)
            #expect(whole.status == .ok)
            let tag = try #require(whole.headers[.eTag])
            for known in [tag, "W/\(tag)".replacing("W/W/", with: "W/"), "\"other\", \(tag)", "*"] {
                let answer = try await client.get(uri, [.ifNoneMatch: known])
                #expect(answer.status == .notModified, "\(known)")
                #expect(answer.body.readableBytes == 0)
                for name in [HTTPField.Name.eTag, .cacheControl, .vary] {
                    #expect(answer.headers[name] == whole.headers[name], "\(name)")
                }
                #expect(answer.headers[.contentType] == nil)
            }
        }
    }

    @Test("A client that has another state, or says so in an unreadable way, gets all of it", arguments: routes)
    func modified(uri: String) async throws {
        try await gateway.run { client in
            for other in ["\"other\"", "W/\"1-1-1\"", "other", "\""] {
                let answer = try await client.get(uri, [.ifNoneMatch: other])
                #expect(answer.status == .ok)
                #expect(answer.body.readableBytes > 0)
            }
        }
    }

    @Test("Who wants one state is not shown another, by strong comparison and before all else", arguments: routes)
    func match(uri: String) async throws {
        try await gateway.run { client in
            let whole = try await client.get(uri)
            let tag = try #require(whole.headers[.eTag])
            let isWeak = tag.hasPrefix("W/")
            for (wanted, isThere) in [
                (tag, !isWeak), ("\"other\", \(tag)", !isWeak), (tag.replacing(/"$/, with: "-gzip\""), !isWeak),
                ("W/\(tag)".replacing("W/W/", with: "W/"), false), ("\"other\"", false), ("*", true),
            ] {
                let answer = try await client.get(uri, [.ifMatch: wanted])
                #expect(answer.status == (isThere ? .ok : .preconditionFailed), "\(wanted)")
                let known = try await client.get(uri, [.ifMatch: wanted, .ifNoneMatch: tag])
                #expect(known.status == (isThere ? .notModified : .preconditionFailed), "\(wanted)")
            }
        }
    }

    @Test("An answer without a tag is no state that a client could want, unless it takes any")
    func matchWithoutTag() async throws {
        try await gateway.run { client in
            #expect(try await client.get("/health/live", [.ifMatch: "\"1\""]).status == .preconditionFailed)
            #expect(try await client.get("/health/live", [.ifMatch: "*"]).status == .ok)
            #expect(try await client.get("/nothing", [.ifMatch: "*"]).status == .notFound)
            let head = try await client.execute(uri: Self.course, method: .head, headers: [.ifMatch: "\"1\""])
            #expect(head.status == .preconditionFailed)
        }
    }

    @Test("A tag changes with what the answer shows, and only the course's own version is the one to edit")
    func changes() async throws {
        let catalogue = gateway.catalogue
        try await gateway.run { client in
            func tag(_ query: String = "") async throws -> EntityTag {
                let header = try #require(try await client.get(Self.course + query).headers[.eTag])
                guard case .tags(let tags) = EntityTagCondition(header) else { throw Problem.badIfMatch }
                return try #require(tags.first)
            }
            let first = try await tag()
            let included = try await tag("?include=creator")
            #expect(try await tag("?fields=title") != first)
            #expect(included != first)

            catalogue.set { $0.creatorVersion = 2 }
            #expect(try await tag() == first)
            #expect(try await tag("?include=creator") != included)

            catalogue.set { $0.statsVersion = 2 }
            let counted = try await tag()
            #expect(counted != first)
            #expect(counted.version == 1)

            catalogue.set { $0.version = 2 }
            #expect(try await tag().version == 2)
        }
    }

    /// The tag of an answer of a gateway that signs cursors with another key for each byte.
    private func tag(of uri: String, cursorKey byte: UInt8) async throws -> String {
        let tag = Mutex("")
        try await gateway.run(changing: { $0.cursorKey = [UInt8](repeating: byte, count: 32) }) { client in
            let answer = try await client.get(uri)
            let header = try #require(answer.headers[.eTag])
            tag.withLock { $0 = header }
        }
        return tag.withLock { $0 }
    }

    @Test(
        "A list's tag changes with the key that signs the cursor of its next page, and without one it does not",
        arguments: [
            ("/api/v1/courses?limit=1", true), ("/api/v1/leaderboard", true),
            ("/api/v1/courses?limit=1&page=45", false),
        ])
    func cursorKey(uri: String, hasNext: Bool) async throws {
        let first = try await tag(of: uri, cursorKey: 1)
        let same = try await tag(of: uri, cursorKey: 1)
        let other = try await tag(of: uri, cursorKey: 2)
        #expect(same == first)
        #expect((other != first) == hasNext)
    }

    @Test("The order of parameters makes no other state")
    func parameterOrder() async throws {
        try await gateway.run { client in
            let one = try await client.get("\(Self.course)?fields=title&include=creator")
            let other = try await client.get("\(Self.course)?include=creator&fields=title")
            #expect(one.headers[.eTag] == other.headers[.eTag])
        }
    }

    @Test("HEAD is conditional as GET is")
    func head() async throws {
        try await gateway.run { client in
            let head = try await client.execute(uri: Self.course, method: .head)
            let get = try await client.get(Self.course)
            let tag = try #require(head.headers[.eTag])
            #expect(tag == get.headers[.eTag])
            #expect(head.headers[.contentLength] == get.headers[.contentLength])
            let known = try await client.execute(uri: Self.course, method: .head, headers: [.ifNoneMatch: tag])
            #expect(known.status == .notModified)
        }
    }

    @Test(
        "An answer that lacks a part has no tag, and nobody keeps it",
        arguments: ["\(course)?include=creator", "/api/v1/courses?include=creator", "/api/v1/leaderboard"],
        [false, true])
    func partialFailure(uri: String, isStale: Bool) async throws {
        gateway.leaderboard.isStale.store(isStale, ordering: .relaxed)
        gateway.catalogue.set { $0.failure = Status(code: .unavailable, message: "") }
        try await gateway.run { client in
            let answer = try await client.get(uri, [.ifNoneMatch: "*"])
            #expect(answer.status == .ok)
            #expect(answer.headers[.eTag] == nil)
            #expect(answer.headers[.cacheControl] == "no-store")
        }
    }
}
