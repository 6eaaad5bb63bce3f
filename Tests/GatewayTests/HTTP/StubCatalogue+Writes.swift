import FoundationEssentials
import Messages
import RPC
import Stubs

/// Courses can be made and deleted, which changes nothing, and changed, which only counts their version; lessons can be
/// changed, which counts theirs. Nothing else can be written.
extension StubCatalogue {
    private static let unimplemented = Status(code: .unimplemented, message: "reads only")

    func createCourse(_ request: CourseV1.CreateCourseRequest, context: CallContext) async throws -> CourseV1.Course {
        set { $0.creatorNames.append(request.creatorName) }
        if let failure = current.writeFailure { throw failure }
        guard current.isEverybodyCreator || request.creatorID != nil || !request.creatorName.isEmpty else {
            throw Status.badRequest("creator_name", "must not be empty")
        }
        return .make { Self.write(UUID(), self.current, $0) }
    }

    func updateCourse(_ request: CourseV1.UpdateCourseRequest, context: CallContext) async throws -> CourseV1.Course {
        set { $0.version += 1 }
        await current.writeGate?.pass()
        if let failure = current.writeFailure { throw failure }
        return .make { Self.write(request.id, self.current, $0) }
    }

    func deleteCourse(
        _: CourseV1.DeleteCourseRequest, context: CallContext
    ) async throws -> CourseV1.DeleteCourseResponse {
        .make { _ in }
    }

    func createLesson(_: CourseV1.CreateLessonRequest, context: CallContext) async throws -> CourseV1.Lesson {
        throw Self.unimplemented
    }

    func updateLesson(_ request: CourseV1.UpdateLessonRequest, context: CallContext) async throws -> CourseV1.Lesson {
        let version = current.lessonVersion
        guard request.expectedVersion == version else { throw Status(code: .aborted, message: "another version") }
        set { $0.lessonVersion = version + 1 }
        return .make { lesson in
            lesson.id = request.id
            lesson.courseID = request.courseID
            lesson.version = version + 1
        }
    }

    func deleteLesson(
        _: CourseV1.DeleteLessonRequest, context: CallContext
    ) async throws -> CourseV1.DeleteLessonResponse {
        throw Self.unimplemented
    }
}
