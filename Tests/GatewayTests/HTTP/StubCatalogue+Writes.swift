import Messages
import RPC
import Stubs

/// Courses can be changed, which only counts their version; nothing else can be written.
extension StubCatalogue {
    private static let unimplemented = Status(code: .unimplemented, message: "reads only")

    func createCourse(_: CourseV1.CreateCourseRequest, context: CallContext) async throws -> CourseV1.Course {
        throw Self.unimplemented
    }

    func updateCourse(_ request: CourseV1.UpdateCourseRequest, context: CallContext) async throws -> CourseV1.Course {
        set { $0.version += 1 }
        if let failure = current.writeFailure { throw failure }
        return .make { Self.write(request.id, self.current, $0) }
    }

    func deleteCourse(
        _: CourseV1.DeleteCourseRequest, context: CallContext
    ) async throws -> CourseV1.DeleteCourseResponse {
        throw Self.unimplemented
    }

    func createLesson(_: CourseV1.CreateLessonRequest, context: CallContext) async throws -> CourseV1.Lesson {
        throw Self.unimplemented
    }

    func updateLesson(_: CourseV1.UpdateLessonRequest, context: CallContext) async throws -> CourseV1.Lesson {
        throw Self.unimplemented
    }

    func deleteLesson(
        _: CourseV1.DeleteLessonRequest, context: CallContext
    ) async throws -> CourseV1.DeleteLessonResponse {
        throw Self.unimplemented
    }
}
