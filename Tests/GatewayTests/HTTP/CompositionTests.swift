import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import RPC
import Testing

@testable import Gateway

@Suite("What comes with courses", .timeLimit(.minutes(2)))
struct CompositionTests {
    private static let id = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
    private static let course = "/api/v1/courses/\(id)"
    /// Each shows one course or more, with what is the caller's.
    static let privateReads = [
        "\(course)?include=progress", "\(course)?include=rank", "\(course)?fields=title,progress.total_lessons",
        "/api/v1/courses?include=creator,progress,rank", "/api/v1/courses/popular?include=rank",
    ]

    private let gateway = TestGateway()

    @Test("A course comes with all that was asked for, at one call for each kind")
    func everything() async throws {
        let signedIn = try gateway.signedIn()
        try await gateway.run { client in
            let answer = try await client.get("\(Self.course)?include=creator,lessons,progress,rank", signedIn)
            let course = try answer.json()
            #expect(course["id"] as? String == Self.id)
            #expect((course["creator"] as? [String: Any])?["version"] as? Int == 1)
            #expect((course["lessons"] as? [[String: Any]])?.count == 1)
            #expect((course["progress"] as? [String: Any])?["completed_lessons"] as? Int == 2)
            #expect((course["rank"] as? [String: Any])?["rank"] as? Int == 7)
            #expect(course["problems"] == nil)
            #expect(gateway.catalogue.calls == 4)
        }
    }

    @Test("A field of what can come with a course asks for it, and shapes it")
    func fields() async throws {
        let signedIn = try gateway.signedIn()
        try await gateway.run { client in
            let answer = try await client.get(
                "\(Self.course)?fields=title,lessons.version,progress.total_lessons", signedIn)
            let course = try answer.json()
            #expect(Set(course.keys) == ["title", "lessons", "progress"])
            #expect((course["lessons"] as? [[String: Int]]) == [["version": 1]])
            #expect((course["progress"] as? [String: Int]) == ["total_lessons": 3])
        }
    }

    @Test(
        "Progress is of as many lessons as the course has, and of no fewer than are completed",
        arguments: [
            (3, 3), (2, 2), (1, 2),
        ] as [(Int64, Int)])
    func totalLessons(ofCourse lessonCount: Int64, total: Int) async throws {
        let signedIn = try gateway.signedIn()
        gateway.catalogue.set { $0.lessonCount = lessonCount }
        try await gateway.run { client in
            for fields in ["", "&fields=progress", "&fields=progress.*", "&fields=progress.total_lessons"] {
                let course = try await client.get("\(Self.course)?include=progress\(fields)", signedIn).json()
                let progress = try #require(course["progress"] as? [String: Any])
                #expect(progress["total_lessons"] as? Int == total, "\(fields)")
            }
            let course = try await client.get("\(Self.course)?fields=progress.completed_lessons", signedIn).json()
            #expect((course["progress"] as? [String: Int]) == ["completed_lessons": 2])
        }
    }

    @Test("A star brings nothing with a course, whatever else is named; what is named beside it comes, in its shape")
    func star() async throws {
        try await gateway.run { client in
            let whole = try await client.get(Self.course).json()
            for fields in ["*", "*,title", "stats.quiz_count,*"] {
                let course = try await client.get("\(Self.course)?fields=\(fields)").json()
                #expect(Set(course.keys) == Set(whole.keys), "\(fields)")
            }
            let course = try await client.get("\(Self.course)?fields=*,creator.version").json()
            #expect(Set(course.keys) == Set(whole.keys).union(["creator"]))
            #expect((course["creator"] as? [String: Int]) == ["version": 1])
        }
    }

    @Test("What is a caller's wants one, and nobody may keep it", arguments: privateReads)
    func privacy(uri: String) async throws {
        let signedIn = try gateway.signedIn()
        try await gateway.run { client in
            #expect(try await client.get(uri).status == .unauthorized)
            #expect(gateway.catalogue.calls == 0)
            let answer = try await client.get(uri, signedIn)
            #expect(answer.status == .ok)
            #expect(answer.headers[.cacheControl] == "private, no-store")
            #expect(answer.headers[.eTag] == nil)
        }
    }

    @Test("What is a caller's makes the caller known; one who was deleted has nothing", arguments: privateReads)
    func provisioning(uri: String) async throws {
        let signedIn = try (gateway.signedIn(), gateway.signedIn())
        try await gateway.run { client in
            // What is everybody's wants nobody to be known.
            _ = try await client.get(Self.course, signedIn.0)
            #expect(gateway.leaderboard.identities.isEmpty)
            #expect(try await client.get(uri, signedIn.0).status == .ok)
            #expect(gateway.leaderboard.identities.count == 1)
            gateway.leaderboard.fail(with: Status(code: .permissionDenied, message: "this user was deleted"))
            #expect(try await client.get(uri, signedIn.1).status == .forbidden)
        }
    }

    @Test("Each of a batch comes with what was asked for")
    func batch() async throws {
        let signedIn = try gateway.signedIn()
        try await gateway.run { client in
            let answer = try await client.execute(
                uri: "/api/v1/courses/batch?include=creator,progress", method: .post, headers: signedIn,
                body: ByteBuffer(string: "{\"ids\":[\"\(Self.id)\",\"\(UUID().uuidString)\"]}"))
            let courses = try #require(try answer.json()["courses"] as? [[String: Any]])
            #expect(courses.count == 2)
            #expect(courses.allSatisfy { $0["creator"] is [String: Any] && $0["progress"] is [String: Any] })
            #expect(answer.headers[.cacheControl] == "private, no-store")
            #expect(gateway.catalogue.calls == 3)
        }
    }

    @Test(
        "What can't come is refused by name",
        arguments: [
            ("\(course)?include=reviews", "creator, lessons, progress, rank"),
            ("/api/v1/courses?include=lessons", "creator, progress, rank"),
        ])
    func unknown(uri: String, known: String) async throws {
        try await gateway.run { client in
            let answer = try await client.get(uri)
            #expect(answer.status == .badRequest)
            #expect(String(buffer: answer.body).contains("must be of: \(known)"))
        }
    }

    @Test("What could not be had is null, with a problem that names it, and nobody may keep the answer")
    func partialFailure() async throws {
        let signedIn = try gateway.signedIn()
        gateway.catalogue.set { $0.failure = Status(code: .unavailable, message: "") }
        try await gateway.run { client in
            let answer = try await client.get("\(Self.course)?include=creator,lessons,progress,rank", signedIn)
            #expect(answer.status == .ok)
            #expect(answer.headers[.eTag] == nil)
            #expect(answer.headers[.cacheControl] == "private, no-store")
            let course = try answer.json()
            #expect(course["creator"] is NSNull)
            #expect(course["progress"] is NSNull)
            #expect(course["lessons"] is [Any])
            #expect(course["rank"] is [String: Any])
            #expect(try answer.missingMembers() == ["creator", "progress"])
            let problems = try #require(course["problems"] as? [[String: Any]])
            #expect(problems.allSatisfy { $0["status"] as? Int == 503 })
            let list = try await client.get("/api/v1/courses?include=creator")
            #expect(list.headers[.cacheControl] == "no-store")
            #expect(try list.missingMembers() == ["creator"])
        }
    }

    @Test("Counts that a board's entries lack are named as well")
    func partialBoard() async throws {
        gateway.catalogue.set { $0.failure = Status(code: .unavailable, message: "") }
        try await gateway.run { client in
            let board = try await client.get("/api/v1/leaderboard")
            #expect(board.status == .ok)
            let entries = try #require(try board.json()["entries"] as? [[String: Any]])
            #expect(entries.allSatisfy { $0["completed_lessons"] is NSNull && $0["courses_created"] is NSNull })
            #expect(try board.missingMembers() == ["completed_lessons", "courses_created"])
        }
    }
}
