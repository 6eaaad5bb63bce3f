import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Messages
import RPC
import Stubs
import Testing

@testable import Gateway

@Suite("The courses that a user is enrolled in", .timeLimit(.minutes(2)))
struct MyCoursesTests {
    private static let path = "/api/v1/me/courses"

    private let gateway = TestGateway()
    private let ids = (0..<30).map { _ in UUID() }

    @Test(
        "Pages follow each other by cursor, with creators and progress, and each leads to the next; nobody may keep one"
    )
    func pages() async throws {
        let signedIn = try gateway.signedIn()
        gateway.catalogue.set { [ids] in $0.enrollments = ids }
        try await gateway.run { client in
            #expect(try await client.get(Self.path).status == .unauthorized)
            var found: [String] = []
            var next: String? = "\(Self.path)?limit=12"
            while let uri = next {
                let answer = try await client.get(uri, signedIn)
                #expect(answer.status == .ok)
                #expect(answer.headers[.cacheControl] == "private, no-store")
                let page = try answer.json()
                let courses = try answer.courses()
                #expect(courses.allSatisfy { $0["creator"] is [String: Any] && $0["progress"] is [String: Any] })
                found += courses.compactMap { $0["id"] as? String }
                let pagination = try #require(page["pagination"] as? [String: Any])
                #expect(pagination["limit"] as? Int == 12)
                let name = try #require(HTTPField.Name("Link"))
                let link = try #require(answer.headers[name])
                #expect(link.contains("<\(Self.path)?limit=12>; rel=\"first\""))
                next = (pagination["next_cursor"] as? String).map { "\(Self.path)?limit=12&cursor=\($0)" }
                #expect(link.contains("rel=\"next\"") == (next != nil))
                if let next { #expect(link.contains("<\(next)>; rel=\"next\"")) }
            }
            #expect(found == ids.map(\.text))
        }
    }

    @Test("A cursor of another list, a parameter that is not known and a limit out of range are refused by name")
    func refusals() async throws {
        let signedIn = try gateway.signedIn()
        gateway.catalogue.set { [ids] in $0.enrollments = ids }
        try await gateway.run { client in
            for (query, name) in [("cursor=AAAA", "cursor"), ("limit=0", "limit"), ("page=2", "page")] {
                let answer = try await client.get("\(Self.path)?\(query)", signedIn)
                #expect(answer.status == .badRequest)
                #expect(String(buffer: answer.body).contains("'\(name)'"))
            }
            #expect(gateway.catalogue.calls == 0)
        }
    }

    @Test("Without enrolments there is nothing to show; courses without their creators say so")
    func failures() async throws {
        let signedIn = try gateway.signedIn()
        let away = Status(code: .unavailable, message: "")
        gateway.catalogue.set { $0.enrollmentFailure = away }
        try await gateway.run { client in
            #expect(try await client.get(Self.path, signedIn).status == .serviceUnavailable)
            gateway.catalogue.set { [ids] in
                $0.enrollmentFailure = nil
                $0.enrollments = ids
                $0.failure = away
            }
            try await client.get(Self.path, signedIn).expectCoursesWithoutCreators()
        }
    }

    @Test("Courses of which any can't be had are null, as the contract says, and the next page can be asked for")
    func coursesAway() async throws {
        let service = RecordingCache()
        service.store("course.v1", ids[1], CourseV1.Course.make { [ids] in $0.id = ids[1] })
        let cache = CacheTier(
            client: CacheServiceClient(channel: InProcessChannel(services: [service])), timeToLive: .seconds(60),
            lookupTimeout: .seconds(60), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let gateway = TestGateway(cache: cache)
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
            #expect((page["pagination"] as? [String: Any])?["next_cursor"] is String)
            #expect(try answer.missingMembers() == ["courses"])
            let contract = try ContractReader(try await client.get("/openapi.json").body.readableBytesView)
            let schema = contract.document["components"]["schemas"]["MyCoursePage"]
            #expect(contract.faults(try JSONNode(parsing: answer.body.readableBytesView), schema) == [])
        }
    }
}
