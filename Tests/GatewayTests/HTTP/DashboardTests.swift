import Foundation
import Hummingbird
import HummingbirdTesting
import RPC
import Testing

@testable import Gateway

@Suite("The dashboard", .timeLimit(.minutes(2)))
struct DashboardTests {
    private static let path = "/api/v1/me/dashboard"

    private let gateway = TestGateway()
    private let ids = (0..<30).map { _ in UUID() }

    @Test("It shows the user, the rank, the courses with creators and progress, and peers; nobody may keep it")
    func whole() async throws {
        let signedIn = try gateway.signedIn()
        gateway.catalogue.set { [ids] in $0.enrollments = ids }
        try await gateway.run { client in
            #expect(try await client.get(Self.path).status == .unauthorized)
            let answer = try await client.get("\(Self.path)?limit=25", signedIn)
            #expect(answer.headers[.cacheControl] == "private, no-store")
            let page = try answer.json()
            #expect(Set(page.keys) == ["user", "rank", "courses", "has_more_courses", "peers"])
            #expect(page["has_more_courses"] as? Bool == true)
            #expect(page["user"] is [String: Any])
            #expect((page["rank"] as? [String: Any])?["rank"] as? Int == 7)
            #expect((page["peers"] as? [Any])?.count == 1)
            let courses = try answer.courses()
            #expect(courses.compactMap { $0["id"] as? String } == ids.prefix(25).map(\.text))
            #expect(courses.allSatisfy { $0["creator"] is [String: Any] })
            #expect(courses.allSatisfy { ($0["progress"] as? [String: Any])?["completed_lessons"] as? Int == 2 })
            #expect(gateway.catalogue.calls == 3)
        }
    }

    @Test("Who has no courses gets none")
    func empty() async throws {
        let signedIn = try gateway.signedIn()
        try await gateway.run { client in
            let page = try await client.get(Self.path, signedIn).json()
            #expect((page["courses"] as? [Any])?.isEmpty == true)
            #expect(page["has_more_courses"] as? Bool == false)
            #expect(page["problems"] == nil)
            #expect(gateway.catalogue.calls == 1)
        }
    }

    @Test("Without the board there are no rank and no peers, and without enrolments no courses; the rest is there")
    func partialFailure() async throws {
        let signedIn = try gateway.signedIn()
        let away = Status(code: .unavailable, message: "")
        gateway.leaderboard.fail(with: away)
        gateway.catalogue.set { $0.enrollmentFailure = away }
        try await gateway.run { client in
            let answer = try await client.get(Self.path, signedIn)
            #expect(answer.status == .ok)
            let page = try answer.json()
            #expect(page["user"] is [String: Any])
            #expect(["rank", "courses", "has_more_courses", "peers"].allSatisfy { page[$0] is NSNull })
            #expect(try answer.missingMembers() == ["courses", "rank", "peers"])
        }
    }

    @Test("The rank is there while those around can't be had")
    func entriesAway() async throws {
        let signedIn = try gateway.signedIn()
        gateway.leaderboard.hideEntries()
        try await gateway.run { client in
            let answer = try await client.get(Self.path, signedIn)
            let page = try answer.json()
            #expect((page["rank"] as? [String: Any])?["rank"] as? Int == 7)
            #expect(page["peers"] is NSNull)
            #expect(try answer.missingMembers() == ["peers"])
        }
    }

    @Test("Courses that can't be had are null, whether there are more of them or not")
    func coursesAway() async throws {
        let signedIn = try gateway.signedIn()
        gateway.catalogue.set { [ids] in
            $0.enrollments = ids
            $0.courseFailure = Status(code: .unavailable, message: "")
        }
        try await gateway.run { client in
            let answer = try await client.get(Self.path, signedIn)
            #expect(answer.status == .ok)
            let page = try answer.json()
            #expect(page["courses"] is NSNull)
            #expect(page["has_more_courses"] as? Bool == true)
            #expect(try answer.missingMembers() == ["courses"])
        }
    }

    @Test("Courses without their creators say so")
    func creatorsAway() async throws {
        let signedIn = try gateway.signedIn()
        gateway.catalogue.set { [ids] in
            $0.enrollments = ids
            $0.failure = Status(code: .unavailable, message: "")
        }
        try await gateway.run { client in
            try await client.get(Self.path, signedIn).expectCoursesWithoutCreators()
        }
    }
}
