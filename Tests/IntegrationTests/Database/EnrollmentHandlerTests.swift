import FoundationEssentials
import Messages
import NIOCore
import Postgres
import RPC
import ServiceKit
import Stubs
import Testing

@testable import CourseService

@Suite("What users have done in courses")
struct EnrollmentHandlerTests {
    private struct Fixture {
        private static let key = SecretBytes(Array(repeating: 7, count: 32))

        let handlers: CourseHandlers
        let database: ServiceDatabase
        /// In the order of their numbers, from 1.
        let courses: [UUID]
        /// Ann is enrolled in all courses, Bob in the first.
        let ann: CallContext
        let bob: CallContext

        init() async throws {
            database = try await ServiceDatabase()
            try await database.run(
                """
                INSERT INTO course.creators (id, name) VALUES (md5('c')::uuid, 'Ada');
                INSERT INTO course.courses (id, creator_id, title, category, level, status, published_at)
                SELECT md5('course' || n)::uuid, md5('c')::uuid, 'Course ' || n, 'food', 'beginner', 'published', now()
                FROM generate_series(1, 3) n;
                INSERT INTO course.lessons (id, course_id, position, title, kind, duration)
                SELECT md5('lesson' || n)::uuid, md5('course1')::uuid, n, 'Lesson ' || n, 'video', 60
                FROM generate_series(1, 3) n;
                INSERT INTO course.enrollments (user_id, course_id, enrolled_at)
                SELECT md5('ann')::uuid, md5('course' || n)::uuid, timestamptz '2026-01-01' + n * interval '1 day'
                FROM generate_series(1, 3) n;
                INSERT INTO course.enrollments (user_id, course_id) VALUES (md5('bob')::uuid, md5('course1')::uuid);
                INSERT INTO course.progress (user_id, course_id, lesson_id, started_at, completed_at)
                VALUES (md5('ann')::uuid, md5('course1')::uuid, md5('lesson1')::uuid, '2026-02-01', '2026-02-02'),
                    (md5('ann')::uuid, md5('course1')::uuid, md5('lesson2')::uuid, '2026-02-03', NULL);
                """)
            handlers = try CourseHandlers(postgres: database.course, identities: IdentityVerifier(keys: [Self.key]))
            courses = try await Self.ids(
                "SELECT md5('course' || n)::uuid FROM generate_series(1, 3) n ORDER BY n", database)
            let users = try await Self.ids("SELECT md5('ann')::uuid UNION ALL SELECT md5('bob')::uuid", database)
            ann = Self.context(users[0])
            bob = Self.context(users[1])
        }

        static func ids(_ sql: String, _ database: ServiceDatabase) async throws -> [UUID] {
            try await database.owner.read(.once(sql), deadline: .testLimit).rows.map { try $0.uuid(0) }
        }

        private static func context(_ user: UUID) -> CallContext {
            let options = IdentitySigner(key: key).options(
                deadline: .testLimit, for: Identity(userID: user, role: .learner))
            return CallContext(
                deadline: .testLimit, metadata: options.metadata, method: CourseServiceMethods.batchGetProgress)
        }

        func progress(_ courses: [UUID], _ context: CallContext) async throws -> [UUID: CourseV1.Progress] {
            let response = try await handlers.batchGetProgress(
                .make { for id in courses { $0.addCourseIDs(id) } }, context: context)
            return Dictionary(uniqueKeysWithValues: response.progress.map { ($0.courseID, $0) })
        }
    }

    @Test("progress counts lessons and tells the last one; courses without the caller are absent")
    func progress() async throws {
        let fixture = try await Fixture()
        let ann = try await fixture.progress(fixture.courses + [UUID()] + fixture.courses, fixture.ann)
        #expect(Set(ann.keys) == Set(fixture.courses))
        let first = try #require(ann[fixture.courses[0]])
        #expect(first.completedLessons == 1)
        #expect(first.completedAt == nil)
        let second = try await Fixture.ids("SELECT md5('lesson2')::uuid", fixture.database)[0]
        #expect(first.lastLessonID == second)
        #expect(ann[fixture.courses[1]]?.lastLessonID == nil)
        let bob = try await fixture.progress(fixture.courses, fixture.bob)
        #expect(Set(bob.keys) == [fixture.courses[0]])
        #expect(bob[fixture.courses[0]]?.completedLessons == 0)
    }

    @Test("enrolments come with the latest first, as many as are wanted, and tell whether there are more")
    func enrollments() async throws {
        let fixture = try await Fixture()
        let latest = Array(fixture.courses.reversed())
        for limit in [100, 3, 2] {
            let response = try await fixture.handlers.listEnrollments(
                .make { $0.limit = Int32(limit) }, context: fixture.ann)
            #expect(response.progress.map(\.courseID) == Array(latest.prefix(limit)))
            #expect(response.hasMore == (limit < latest.count))
        }
    }

    @Test("pages follow each other by cursor, whoever else asks for theirs; a cursor that is none is refused")
    func pages() async throws {
        let fixture = try await Fixture()
        var found: [UUID] = []
        var cursor = ByteBuffer()
        repeat {
            let place = cursor
            async let others = fixture.handlers.listEnrollments(.make { $0.limit = 1 }, context: fixture.bob)
            async let again = fixture.handlers.listEnrollments(.make { $0.limit = 3 }, context: fixture.ann)
            let page = try await fixture.handlers.listEnrollments(
                .make { draft in
                    draft.limit = 1
                    draft.cursor = place
                }, context: fixture.ann)
            found += page.progress.map(\.courseID)
            cursor = page.nextCursor
            #expect(page.hasMore == (cursor.readableBytes > 0))
            let (bob, ann) = try await (others, again)
            #expect(bob.progress.map(\.courseID) == [fixture.courses[0]])
            #expect(ann.progress.count == 3)
        } while cursor.readableBytes > 0 && found.count < 9
        #expect(found == fixture.courses.reversed())
        let error = await #expect(throws: Status.self) {
            try await fixture.handlers.listEnrollments(
                .make { draft in
                    draft.limit = 1
                    draft.cursor = ByteBuffer(string: "cursor")
                }, context: fixture.ann)
        }
        #expect(error?.code == .invalidArgument)
    }

    @Test("nothing is told without an identity, or beyond a limit")
    func refusals() async throws {
        let fixture = try await Fixture()
        let nobody = CallContext(deadline: .testLimit, method: CourseServiceMethods.batchGetProgress)
        let first = await #expect(throws: Status.self) { try await fixture.progress(fixture.courses, nobody) }
        #expect(first?.code == .unauthenticated)
        let second = await #expect(throws: Status.self) {
            try await fixture.handlers.listEnrollments(.make { $0.limit = 1 }, context: nobody)
        }
        #expect(second?.code == .unauthenticated)
        let third = await #expect(throws: Status.self) {
            try await fixture.handlers.listEnrollments(.make { $0.limit = 101 }, context: fixture.ann)
        }
        #expect(third?.code == .invalidArgument)
        let fourth = await #expect(throws: Status.self) {
            try await fixture.progress((0..<513).map { _ in UUID() }, fixture.ann)
        }
        #expect(fourth?.code == .invalidArgument)
    }

    @Test("calls of several users at once share statements, and each gets its own")
    func merging() async throws {
        let fixture = try await Fixture()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let (caller, count) = number.isMultiple(of: 2) ? (fixture.ann, 3) : (fixture.bob, 1)
                    let progress = try await fixture.progress(fixture.courses, caller)
                    #expect(progress.count == count)
                    #expect(progress[fixture.courses[0]]?.completedLessons == (count == 3 ? 1 : 0))
                    let limit = Int32(1 + number % 4)
                    let list = try await fixture.handlers.listEnrollments(.make { $0.limit = limit }, context: caller)
                    #expect(list.progress.count == min(count, Int(limit)))
                    let times = list.progress.map(\.enrolledAt)
                    #expect(times == times.sorted(by: >))
                }
            }
            try await group.waitForAll()
        }
        for name in ["get_progress", "list_enrollments"] {
            let statements = try #require(fixture.database.course.statistics[name]?.count)
            #expect(statements < 200)
        }
    }
}
