import FoundationEssentials
import Messages
import RPC
import ServiceKit
import Stubs
import Testing

@testable import CourseService
@testable import Gateway

/// Rows as long as their tables let them be, which is longer than the writes do: older versions and other means have
/// written such. What a gateway asks for at once has to fit a frame all the same, or one author's rows keep everybody's
/// from being read.
@Suite("Entities of full size")
struct FullSizeTests {
    private static let courses = """
        INSERT INTO course.creators (id, name, bio, avatar_url)
        SELECT md5('creator' || n)::uuid, repeat('🍞', 200), repeat('🍞', 4000), 'https://' || repeat('🍞', 2040)
        FROM generate_series(1, 100) n;
        INSERT INTO course.courses (id, creator_id, title, description, category, level, status, published_at)
        SELECT md5('course' || n)::uuid, md5('creator' || n)::uuid, repeat('🍞', 200), 'x' || repeat('🍞', 19999),
            repeat('🍞', 64), 'intermediate', 'published', now()
        FROM generate_series(1, 100) n;
        INSERT INTO course.lessons (id, course_id, position, title, kind)
        SELECT md5('lesson' || n)::uuid, md5('course' || n)::uuid, 1, repeat('🍞', 300), 'exercise'
        FROM generate_series(1, 100) n;
        """
    /// Sixteen courses with too many lessons.
    private static let lessons = """
        INSERT INTO course.lessons (id, course_id, position, title, kind, duration, difficulty, summary)
        SELECT md5('lesson' || n || '-' || m)::uuid, md5('course' || n)::uuid, 1000000 - m, repeat('🍞', 300), 'exercise',
            31536000, 10, repeat('🍞', 20000)
        FROM generate_series(1, 16) n, generate_series(1, 60) m;
        """

    @Test("a page, a batch, and the creators of a hundred courses can be read")
    func courses() async throws {
        let (service, entities, ids) = try await started()
        let options = CallOptions(deadline: .testLimit)
        for sort in [CourseV1.ListCoursesRequest.Sort.newest, .title] {
            let page = try await service.listCourses(
                .make { draft in
                    draft.limit = 100
                    draft.page = 1
                    draft.sort = sort
                }, options: options)
            #expect(page.courses.count == 100)
        }
        #expect(try await service.listPopularCourses(.make { $0.limit = 100 }, options: options).courses.count == 100)
        let courses = try await entities.courses.loadMany(ids, deadline: .testLimit).map { try $0.get().entity }
        // No character is cut.
        let description = "x" + String(repeating: "🍞", count: 4_999)
        #expect(courses.allSatisfy { $0?.description == description })
        let creatorIDs = courses.compactMap { $0?.creatorID }
        let creators = await entities.creators.loadMany(creatorIDs, deadline: .testLimit)
        #expect(try creators.allSatisfy { try $0.get().entity != nil })
    }

    @Test("lists of lessons can be read beside those that have too many, of which they show the first")
    func lessons() async throws {
        let (_, entities, ids) = try await started(Self.lessons)
        let lists = try await entities.lessons.loadMany(ids, deadline: .testLimit).map { try $0.get().entity }
        for (number, list) in lists.enumerated() {
            let lessons = try #require(list).lessons
            #expect(lessons.count == (number < 16 ? 47 : 1))
            #expect(lessons.first?.position == 1)
            #expect(Set(lessons.dropFirst().map { $0.summary.utf8.count }).isSubset(of: [20_000]))
        }
    }

    private func started(_ script: String = "") async throws -> (CourseServiceClient, Entities, [UUID]) {
        let database = try await ServiceDatabase()
        try await database.run(Self.courses + script)
        let handlers = try CourseHandlers(postgres: database.course, identities: IdentityVerifier(keys: []))
        let service = CourseServiceClient(channel: InProcessChannel(services: [handlers]))
        let entities = try Entities(
            courses: service, leaderboard: LeaderboardServiceClient(channel: InProcessChannel(services: [])), cache: nil
        )
        let ids = try await database.owner.read(
            .once("SELECT md5('course' || n)::uuid FROM generate_series(1, 100) n ORDER BY n"), deadline: .testLimit
        ).rows.map { try $0.uuid(0) }
        return (service, entities, ids)
    }
}
