import FoundationEssentials
import Messages
import RPC
import ServiceKit
import Stubs

/// Courses that only their creator and admins see: drafts, and those that were archived.
struct AuthorDrafts: Sendable {
    /// One of them.
    struct Draft: Sendable {
        let course: CourseV1.Course
        /// Had to be looked up to know whether the caller may see the course.
        let creator: Included<CourseV1.Creator>
    }

    let service: CourseServiceClient
    let entities: Entities

    /// The course, where the caller may see it although it is not published. It is neither shared nor cached.
    func draft(_ id: UUID, _ context: GatewayContext) async throws(Problem) -> Draft? {
        guard let role = context.caller?.identity.role, role >= .creator else { return nil }
        let caller = try await context.caller()
        let options = caller.options(deadline: context.deadline)
        do {
            let found = try await service.batchGetCourses(.make { $0.addIDs(id) }, options: options).courses.first
            guard let course = found else { return nil }
            // Around the caches: whoever could write to one would say here whose draft it is. And around the request's
            // account: by `Server-Timing` others would know a draft from a course that does not exist.
            let creator = try await RequestAccount.$current.withValue(nil) {
                try await entities.creators.load(
                    course.creatorID, for: .caller(caller), deadline: context.deadline
                ).entity
            }
            guard caller.identity.mayAct(for: creator?.userID) else { return nil }
            return Draft(course: course, creator: Included([creator].compactMap(\.self).map { ($0.id, $0) }))
        } catch {
            throw Problem(failure: error, backend: CourseRoutes.backend)
        }
    }

    /// The lessons of such a course.
    func lessons(_ id: UUID, _ context: GatewayContext) async throws(Problem) -> CourseV1.LessonList? {
        guard try await draft(id, context) != nil else { return nil }
        return try await lists([id], context).first
    }

    /// The lessons of courses that the caller is known to see.
    func includedLessons(_ ids: [UUID], _ context: GatewayContext) async -> Included<CourseV1.LessonList> {
        do throws(Problem) {
            return Included(try await lists(ids, context).map { ($0.courseID, $0) })
        } catch {
            return Included(error)
        }
    }

    private func lists(
        _ ids: [UUID], _ context: GatewayContext
    ) async throws(Problem) -> RepeatedMessages<CourseV1.LessonList> {
        let options = try await context.caller().options(deadline: context.deadline)
        do throws(Status) {
            let request = CourseV1.BatchListLessonsRequest.make { draft in
                ids.forEach { draft.addCourseIDs($0) }
                draft.includesUnpublished = true
            }
            return try await service.batchListLessons(request, options: options).lists
        } catch {
            throw Problem(error, backend: CourseRoutes.backend)
        }
    }
}
