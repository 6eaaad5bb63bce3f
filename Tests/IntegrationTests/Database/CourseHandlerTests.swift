import FoundationEssentials
import Messages
import NIOCore
import Postgres
import RPC
import ServiceKit
import Stubs
import Testing

@testable import CourseService

@Suite("Course handlers")
struct CourseHandlerTests {
    @Test("courses come as they are stored, unknown ids are absent, repeated ones come once")
    func courses() async throws {
        let (handlers, database) = try await started()
        let known = try await ids("SELECT id FROM course.courses", database)
        let response = try await handlers.batchGetCourses(
            .make { for id in known + [UUID()] + known { $0.addIDs(id) } }, context: .test)
        #expect(Set(response.courses.map(\.id)) == Set(known))
        #expect(response.courses.count == known.count)
        let course = try #require(response.courses.first { $0.title == "Bread" })
        #expect(course.creatorName == "Ada")
        #expect(course.priceCents == 250)
        #expect(!course.isFree)
        #expect(course.rating == 4.5)
        #expect(course.publishedAt == 1_700_000_000_123_456)
        #expect(course.stats.lessonCount == 2)
        #expect(course.stats.totalDuration == 90)
        #expect(course.stats.quizCount == 1)
        #expect(course.stats.totalEnrollments == 2)
        #expect(course.stats.completionRate == 0.5)
        #expect(course.stats.averageCompletionTime == 60)
        #expect(course.stats.lastLessonTitle == "Quiz")
        let draft = try #require(response.courses.first { $0.title == "Draft" })
        #expect(draft.publishedAt == nil)
        #expect(draft.stats.lastLessonTitle == nil)
    }

    @Test("lessons come per course in their order; a course without any has an empty list, a draft has none")
    func lessons() async throws {
        let (handlers, database) = try await started()
        let known = try await ids("SELECT id FROM course.courses ORDER BY title", database)
        func lists() async throws -> [UUID: [String]] {
            let response = try await handlers.batchListLessons(
                .make { for id in known + [UUID()] { $0.addCourseIDs(id) } }, context: .test)
            return Dictionary(uniqueKeysWithValues: response.lists.map { ($0.courseID, $0.lessons.map(\.title)) })
        }
        #expect(try await lists() == [known[0]: ["Dough", "Quiz"]])
        try await database.run(
            "UPDATE course.courses SET status = 'published', published_at = now() WHERE title = 'Draft'")
        #expect(try await lists() == [known[0]: ["Dough", "Quiz"], known[1]: []])
    }

    @Test("creators and statistics of users")
    func people() async throws {
        let (handlers, database) = try await started()
        let creator = try await ids("SELECT id FROM course.creators", database)
        let creators = try await handlers.batchGetCreators(.make { $0.addIDs(creator[0]) }, context: .test).creators
        #expect(creators.map(\.name) == ["Ada"])
        #expect(creators[0].coursesCount == 1)
        #expect(creators[0].avatarURL == nil)
        let users = try await ids("SELECT user_id FROM course.creators", database) + [UUID()]
        let stats = try await handlers.batchUserStats(.make { for id in users { $0.addUserIDs(id) } }, context: .test)
            .stats
        let mine = try #require(stats.first { $0.userID == users[0] })
        #expect(mine.coursesCreated == 1)
        #expect(mine.enrollments == 1)
        #expect(mine.completedLessons == 1)
        let nobody = try #require(stats.first { $0.userID == users[1] })
        #expect([nobody.coursesCreated, nobody.enrollments, nobody.completedLessons] == [0, 0, 0])
    }

    @Test("a list shows published courses, and its cursor ends")
    func list() async throws {
        let (handlers, _) = try await started()
        let response = try await handlers.listCourses(
            .make {
                $0.limit = 10
                $0.page = 1
                $0.query = "flour"
            }, context: .test)
        #expect(response.courses.map(\.title) == ["Bread"])
        #expect(response.totalItems == 1)
        #expect(response.nextCursor.readableBytes == 0)
        let popular = try await handlers.listPopularCourses(.make { $0.limit = 10 }, context: .test)
        #expect(popular.courses.map(\.title) == ["Bread"])
    }

    @Test("too many ids are refused by name")
    func limits() async throws {
        let (handlers, _) = try await started()
        let status = await #expect(throws: Status.self) {
            try await handlers.batchGetCourses(.make { for _ in 0..<513 { $0.addIDs(UUID()) } }, context: .test)
        }
        #expect(status?.code == .invalidArgument)
        #expect(status?.fieldViolations.map(\.field) == ["ids"])
    }

    @Test("concurrent look-ups share statements, and each gets its own course")
    func merging() async throws {
        let (handlers, database) = try await started()
        let known = try await ids("SELECT id FROM course.courses", database)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let id = known[number % known.count]
                    let response = try await handlers.batchGetCourses(.make { $0.addIDs(id) }, context: .test)
                    #expect(response.courses.map(\.id) == [id])
                }
            }
            try await group.waitForAll()
        }
        let statements = try #require(database.course.statistics["get_courses"]?.count)
        #expect(statements < 200)
    }

    private func started() async throws -> (CourseHandlers, ServiceDatabase) {
        let database = try await ServiceDatabase()
        try await database.run(
            """
            INSERT INTO course.creators (id, user_id, name) VALUES (md5('c')::uuid, md5('u')::uuid, 'Ada');
            INSERT INTO course.courses
                (id, creator_id, title, description, category, level, price_cents, rating, status, published_at)
            VALUES (md5('1')::uuid, md5('c')::uuid, 'Bread', 'Of flours', 'food', 'beginner', 250, 4.5, 'published',
                    timestamptz '2023-11-14 22:13:20.123456+00'),
                (md5('2')::uuid, md5('c')::uuid, 'Draft', '', 'food', 'beginner', 0, 0, 'draft', NULL);
            INSERT INTO course.lessons (id, course_id, position, title, kind, duration)
            VALUES (md5('l2')::uuid, md5('1')::uuid, 2, 'Quiz', 'quiz', 30),
                (md5('l1')::uuid, md5('1')::uuid, 1, 'Dough', 'video', 60);
            INSERT INTO course.enrollments (user_id, course_id, enrolled_at, completed_at)
            VALUES (md5('u')::uuid, md5('1')::uuid, now() - interval '1 minute', now()),
                (md5('v')::uuid, md5('1')::uuid, now(), NULL);
            INSERT INTO course.progress (user_id, course_id, lesson_id, completed_at)
            VALUES (md5('u')::uuid, md5('1')::uuid, md5('l1')::uuid, now());
            """)
        return (try CourseHandlers(postgres: database.course, identities: IdentityVerifier(keys: [])), database)
    }

    private func ids(_ sql: String, _ database: ServiceDatabase) async throws -> [UUID] {
        try await database.owner.read(.once(sql), deadline: .testLimit).rows.map { try $0.uuid(0) }
    }
}

extension CallContext {
    fileprivate static var test: CallContext {
        CallContext(deadline: .testLimit, method: CourseServiceMethods.batchGetCourses)
    }
}
