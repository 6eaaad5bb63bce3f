import FoundationEssentials
import Messages
import NIOCore
import Postgres
import RPC
import ServiceKit
import Stubs
import Testing

@testable import CourseService

@Suite("Who may write courses and lessons")
struct CourseWriteAccessTests {
    private typealias Fixture = CourseWriteFixture

    @Test("others may not write; admins may, and name the creator")
    func authorisation() async throws {
        let fixture = try await Fixture()
        let made = try await fixture.make(status: "published")
        let learner = Identity(userID: fixture.creator.userID, role: .learner)
        #expect(await Fixture.code { _ = try await fixture.make(by: learner) } == .permissionDenied)
        #expect(
            await Fixture.code { _ = try await fixture.rename(made.id, to: "x", by: fixture.other) }
                == .permissionDenied)
        #expect(try await fixture.rename(made.id, to: "x", by: fixture.admin).title == "x")
        let bare = CallContext(deadline: .testLimit, method: CourseServiceMethods.deleteCourse)
        #expect(
            await Fixture.code { _ = try await fixture.handlers.deleteCourse(.make { $0.id = made.id }, context: bare) }
                == .unauthenticated)
        func give(_ creator: UUID, by identity: Identity) async throws -> CourseV1.Course {
            try await fixture.handlers.createCourse(
                .make { draft in
                    draft.setCourse { edit in
                        edit.title = "Gift"
                        edit.category = "food"
                        edit.level = "advanced"
                    }
                    draft.creatorID = creator
                }, context: fixture.context(identity))
        }
        #expect(try await give(made.creatorID, by: fixture.admin).creatorName == "Ada")
        #expect(await Fixture.code { _ = try await give(UUID(), by: fixture.admin) } == .invalidArgument)
        #expect(await Fixture.code { _ = try await give(made.creatorID, by: fixture.creator) } == .permissionDenied)
    }

    @Test("to others a course that is not published is none, whatever they write", arguments: ["draft", "archived"])
    func hidden(status: String) async throws {
        let fixture = try await Fixture()
        let made = try await fixture.make(status: status)
        let lesson = try await fixture.addLesson(to: made.id, title: "Dough")
        func refusals(_ course: UUID, _ lesson: UUID) async -> [Status?] {
            let context = fixture.context(fixture.other)
            let writes: [() async throws -> Void] = [
                { _ = try await fixture.rename(course, to: "Mine", by: fixture.other) },
                { _ = try await fixture.handlers.deleteCourse(.make { $0.id = course }, context: context) },
                {
                    let request = CourseV1.CreateLessonRequest.make { draft in
                        draft.courseID = course
                        draft.setLesson { edit in
                            edit.title = "Mine"
                            edit.kind = "text"
                        }
                    }
                    _ = try await fixture.handlers.createLesson(request, context: context)
                },
                {
                    let request = CourseV1.UpdateLessonRequest.make { draft in
                        draft.courseID = course
                        draft.id = lesson
                        draft.setLesson { $0.title = "Mine" }
                        draft.updateMask = "title"
                    }
                    _ = try await fixture.handlers.updateLesson(request, context: context)
                },
                {
                    let request = CourseV1.DeleteLessonRequest.make { draft in
                        draft.courseID = course
                        draft.id = lesson
                    }
                    _ = try await fixture.handlers.deleteLesson(request, context: context)
                },
            ]
            var refusals: [Status?] = []
            for write in writes { refusals.append(await Fixture.refusal(write)) }
            return refusals
        }
        let unknown = await refusals(UUID(), UUID())
        #expect(unknown.map { $0?.code } == [Status.Code?](repeating: .notFound, count: 5))
        let hidden = await refusals(made.id, lesson.id)
        #expect(hidden == unknown)
        #expect(try await fixture.rename(made.id, to: "Rolls", by: fixture.admin).title == "Rolls")
    }
}
