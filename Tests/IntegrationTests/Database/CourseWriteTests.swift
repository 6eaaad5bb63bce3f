import FoundationEssentials
import Messages
import NIOCore
import Postgres
import RPC
import ServiceKit
import Stubs
import Testing

@testable import CourseService

@Suite("Writes of courses and lessons")
struct CourseWriteTests {
    private typealias Fixture = CourseWriteFixture

    @Test("a first course makes its author a creator; a second one belongs to the same")
    func creation() async throws {
        let fixture = try await Fixture()
        let first = try await fixture.make()
        #expect(first.title == "Bread")
        #expect(first.status == "draft")
        #expect(first.publishedAt == nil)
        #expect(first.currency == "USD")
        #expect(first.version == 1)
        #expect(first.creatorName == "Ada")
        #expect(first.id.uuidString.dropFirst(14).first == "7")
        let second = try await fixture.make(title: "Rolls", status: "published")
        #expect(second.creatorID == first.creatorID)
        #expect(second.publishedAt != nil)
        #expect(second.id.uuidString > first.id.uuidString)
        let creators = try await fixture.handlers.batchGetCreators(
            .make { $0.addIDs(first.creatorID) }, context: fixture.context(fixture.creator))
        #expect(creators.creators.map(\.userID) == [fixture.creator.userID])
        #expect(creators.creators.map(\.coursesCount) == [1])
    }

    @Test("who is a creator already needs no name")
    func namelessCreator() async throws {
        let fixture = try await Fixture()
        let error = await #expect(throws: Status.self) { _ = try await fixture.make(creatorName: "") }
        #expect(error?.fieldViolations.map(\.field) == ["creator_name"])
        #expect(try await fixture.database.number("SELECT count(*) FROM course.creators") == 0)
        let first = try await fixture.make()
        #expect(try await fixture.make(title: "Rolls", creatorName: "").creatorID == first.creatorID)
    }

    @Test("a creator who is deleted while his course is made is no matter of versions")
    func deletedCreator() async throws {
        let fixture = try await Fixture()
        // As if the row went between the statement that makes it and the one that looks for it.
        try await fixture.database.run(
            """
            CREATE FUNCTION course.leave_out() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
            CREATE TRIGGER leave_out BEFORE INSERT ON course.creators
                FOR EACH ROW EXECUTE FUNCTION course.leave_out();
            """)
        #expect(await Fixture.code { _ = try await fixture.make() } == .failedPrecondition)
    }

    @Test("an idempotency key makes one course however often and at the same time it is sent, and is its user's own")
    func idempotency() async throws {
        let fixture = try await Fixture()
        let ids = try await withThrowingTaskGroup(of: UUID.self) { group in
            for _ in 0..<8 { group.addTask { try await fixture.make(key: "k").id } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
        #expect(try await fixture.database.number("SELECT count(*) FROM course.courses") == 1)
        #expect(await Fixture.code { _ = try await fixture.make(title: "Rolls", key: "k") } == .alreadyExists)
        #expect(try await fixture.make(creatorName: "Ada L.", key: "k").id == ids.first)
        #expect(try await fixture.make(key: "k", by: fixture.other).id != ids.first)
        let lesson = try await fixture.addLesson(to: ids.first ?? UUID(), title: "Dough", key: "l")
        #expect(try await fixture.addLesson(to: ids.first ?? UUID(), title: "Dough", key: "l").id == lesson.id)
        try await fixture.database.run("UPDATE course.idempotency_keys SET created_at = now() - interval '25 hours'")
        let again = try await fixture.make(key: "k")
        #expect(!ids.contains(again.id))
        #expect(try await fixture.database.number("SELECT count(*) FROM course.idempotency_keys") == 1)
    }

    @Test("an edit writes the named fields and counts the version; one that changes nothing does not")
    func update() async throws {
        let fixture = try await Fixture()
        let made = try await fixture.make()
        let renamed = try await fixture.rename(made.id, to: "Sourdough", expecting: 1)
        #expect(renamed.title == "Sourdough")
        #expect(renamed.priceCents == 250)
        #expect(renamed.version == 2)
        #expect(try await fixture.rename(made.id, to: "Sourdough").version == 2)
        #expect(await Fixture.code { _ = try await fixture.rename(made.id, to: "Rye", expecting: 1) } == .aborted)
        #expect(await Fixture.code { _ = try await fixture.rename(UUID(), to: "Rye") } == .notFound)
        let statuses = ["published", "archived", "draft"]
        var published: Int64?
        for status in statuses {
            let course = try await fixture.handlers.updateCourse(
                .make { draft in
                    draft.id = made.id
                    draft.setCourse { $0.status = status }
                    draft.updateMask = "status"
                }, context: fixture.context(fixture.creator))
            #expect(course.status == status)
            #expect((course.publishedAt == nil) == (status == "draft"))
            if status == "archived" { #expect(course.publishedAt == published) }
            published = course.publishedAt
        }
    }

    @Test("of two writers that have seen the same version one is told so")
    func race() async throws {
        let fixture = try await Fixture()
        let made = try await fixture.make()
        let codes = await withTaskGroup(of: Status.Code?.self) { group in
            for number in 0..<8 {
                group.addTask {
                    await Fixture.code { _ = try await fixture.rename(made.id, to: "Title \(number)", expecting: 1) }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.filter { $0 == nil }.count == 1)
        #expect(codes.filter { $0 == .aborted }.count == 7)
    }

    @Test("everything wrong with an edit is told at once, by field")
    func violations() async throws {
        let fixture = try await Fixture()
        let error = await #expect(throws: Status.self) {
            _ = try await fixture.handlers.createCourse(
                .make { draft in
                    draft.setCourse { edit in
                        edit.title = ""
                        edit.category = String(repeating: "x", count: 65)
                        edit.level = "hard"
                        edit.priceCents = -1
                        edit.currency = "euro"
                        edit.status = "gone"
                    }
                    draft.creatorName = "Ada"
                }, context: fixture.context(fixture.creator))
        }
        let fields = ["title", "category", "level", "price_cents", "currency", "status"].map { "course.\($0)" }
        #expect(error?.fieldViolations.map(\.field) == fields)
        #expect(error?.code == .invalidArgument)
        let mask = await #expect(throws: Status.self) {
            _ = try await fixture.handlers.updateCourse(
                .make { $0.updateMask = "rating" }, context: fixture.context(fixture.creator))
        }
        #expect(mask?.fieldViolations == [FieldViolation(field: "update_mask", description: "must not name 'rating'")])
    }

    @Test("a long text is measured in the bytes that it takes in a reply")
    func longTexts() async throws {
        let fixture = try await Fixture()
        let course = try await fixture.make().id
        func describe(_ text: String) async throws -> CourseV1.Course {
            try await fixture.handlers.updateCourse(
                .make { draft in
                    draft.id = course
                    draft.setCourse { $0.description = text }
                    draft.updateMask = "description"
                }, context: fixture.context(fixture.creator))
        }
        let longest = String(repeating: "🍞", count: 5_000)
        #expect(try await describe(longest).description == longest)
        #expect(try await fixture.addLesson(to: course, title: "Dough", summary: longest).summary == longest)
        let text = "must have at most 20000 bytes in UTF-8"
        let description = await #expect(throws: Status.self) { _ = try await describe(longest + "x") }
        #expect(description?.fieldViolations == [FieldViolation(field: "course.description", description: text)])
        let summary = await #expect(throws: Status.self) {
            _ = try await fixture.addLesson(to: course, title: "Dough", summary: longest + "x")
        }
        #expect(summary?.fieldViolations == [FieldViolation(field: "lesson.summary", description: text)])
    }

    @Test("the lessons of a course are no more than a list takes; those that were more before may only shrink")
    func lessonBytes() async throws {
        let fixture = try await Fixture()
        let course = try await fixture.make(status: "published").id
        // 990,000 bytes.
        try await fixture.database.run(
            """
            INSERT INTO course.lessons (id, course_id, position, title, kind, summary)
            SELECT md5(n::text)::uuid, '\(course)', n, 'T', 'text', repeat('x', 9899) FROM generate_series(1, 99) n
            """)
        let room = 10_000 - 100 - "Dough".utf8.count
        func add(_ bytes: Int) async throws -> CourseV1.Lesson {
            try await fixture.addLesson(
                to: course, title: "Dough", summary: String(repeating: "x", count: bytes), key: "k")
        }
        #expect(await Fixture.code { _ = try await add(room + 1) } == .failedPrecondition)
        #expect(try await fixture.course(course)?.stats.lessonCount == 99)
        // The refusal has left the key free.
        let last = try await add(room)
        #expect(try await add(room).id == last.id)
        #expect(
            await Fixture.code { _ = try await fixture.addLesson(to: course, title: "Bake") } == .failedPrecondition)
        #expect(
            await Fixture.code { _ = try await fixture.edit(last, "title") { $0.title = "Dough 2" } }
                == .failedPrecondition)
        #expect(try await fixture.edit(last, "title") { $0.title = "Duff." }.title == "Duff.")
        #expect(try await fixture.edit(last, "duration") { $0.duration = 90 }.duration == 90)
        try await fixture.database.run("UPDATE course.lessons SET summary = repeat('🍞', 20000) WHERE position = 2")
        #expect(
            await Fixture.code { _ = try await fixture.edit(last, "title") { $0.title = "Dough 2" } }
                == .failedPrecondition)
        #expect(try await fixture.edit(last, "title") { $0.title = "D" }.title == "D")
    }

    @Test("lessons line up behind each other, and the course's statistics follow at once")
    func lessons() async throws {
        let fixture = try await Fixture()
        let course = try await fixture.make(status: "published").id
        let first = try await fixture.addLesson(to: course, title: "Dough")
        let second = try await fixture.addLesson(to: course, title: "Quiz", kind: "quiz")
        #expect([first.position, second.position] == [1, 2])
        // An import may set any.
        let other = try await fixture.make().id
        _ = try await fixture.addLesson(to: other, title: "Dough")
        try await fixture.database.run("UPDATE course.lessons SET position = 2147483647 WHERE course_id = '\(other)'")
        #expect(try await fixture.addLesson(to: other, title: "Oven").position == .max)
        var stats = try #require(try await fixture.course(course)).stats
        #expect(stats.lessonCount == 2)
        #expect(stats.totalDuration == 120)
        #expect(stats.quizCount == 1)
        #expect(stats.lastLessonTitle == "Quiz")
        let moved = try await fixture.handlers.updateLesson(
            .make { draft in
                draft.courseID = course
                draft.id = first.id
                draft.expectedVersion = 1
                draft.setLesson { edit in
                    edit.position = 3
                    edit.duration = 90
                }
                draft.updateMask = "position,duration"
            }, context: fixture.context(fixture.creator))
        #expect(moved.version == 2)
        #expect(moved.title == "Dough")
        stats = try #require(try await fixture.course(course)).stats
        #expect(stats.lastLessonTitle == "Dough")
        #expect(stats.totalDuration == 150)
        let missing = await Fixture.code {
            _ = try await fixture.handlers.deleteLesson(
                .make { draft in
                    draft.courseID = UUID()
                    draft.id = first.id
                }, context: fixture.context(fixture.admin))
        }
        #expect(missing == .notFound)
    }

    @Test("what learners have begun is not deleted; the rest goes with its lessons")
    func deletion() async throws {
        let fixture = try await Fixture()
        let course = try await fixture.make(status: "published").id
        let lesson = try await fixture.addLesson(to: course, title: "Dough")
        func deleteLesson() async throws {
            _ = try await fixture.handlers.deleteLesson(
                .make { draft in
                    draft.courseID = course
                    draft.id = lesson.id
                }, context: fixture.context(fixture.creator))
        }
        func deleteCourse(_ version: Int64 = 0) async throws {
            _ = try await fixture.handlers.deleteCourse(
                .make { draft in
                    draft.id = course
                    draft.expectedVersion = version
                }, context: fixture.context(fixture.creator))
        }
        try await fixture.database.run(
            """
            INSERT INTO course.enrollments (user_id, course_id) VALUES (md5('v')::uuid, '\(course)');
            INSERT INTO course.progress (user_id, course_id, lesson_id)
            VALUES (md5('v')::uuid, '\(course)', '\(lesson.id)');
            """)
        #expect(await Fixture.code { try await deleteLesson() } == .failedPrecondition)
        #expect(await Fixture.code { try await deleteCourse() } == .failedPrecondition)
        try await fixture.database.run("DELETE FROM course.enrollments")
        #expect(await Fixture.code { try await deleteCourse(9) } == .aborted)
        try await deleteLesson()
        #expect(try await fixture.course(course)?.stats.lessonCount == 0)
        _ = try await fixture.addLesson(to: course, title: "Bake")
        try await deleteCourse()
        #expect(try await fixture.course(course) == nil)
        #expect(try await fixture.database.number("SELECT count(*) FROM course.lessons") == 0)
        #expect(await Fixture.code { try await deleteCourse() } == .notFound)
    }
}
