public import Messages
public import RPC
import ServiceKit
import ServiceStores

/// The writes: a creator changes what is his own, an admin everything.
extension CourseHandlers {
    /// Makes a course.
    public func createCourse(
        _ request: CourseV1.CreateCourseRequest, context: CallContext
    ) async throws -> CourseV1.Course {
        let author = try author(context)
        return try await answer {
            let course = try await courseWriter.create(request, by: author, deadline: context.deadline)
            return try .make { try course.write(to: $0) }
        }
    }

    /// Changes a course.
    public func updateCourse(
        _ request: CourseV1.UpdateCourseRequest, context: CallContext
    ) async throws -> CourseV1.Course {
        let author = try author(context)
        return try await answer {
            let course = try await courseWriter.update(request, by: author, deadline: context.deadline)
            return try .make { try course.write(to: $0) }
        }
    }

    /// Deletes a course.
    public func deleteCourse(
        _ request: CourseV1.DeleteCourseRequest, context: CallContext
    ) async throws -> CourseV1.DeleteCourseResponse {
        let author = try author(context)
        return try await answer {
            try await courseWriter.delete(request, by: author, deadline: context.deadline)
            return .make { _ in }
        }
    }

    /// Adds a lesson to a course.
    public func createLesson(
        _ request: CourseV1.CreateLessonRequest, context: CallContext
    ) async throws -> CourseV1.Lesson {
        let author = try author(context)
        return try await answer {
            let lesson = try await lessonWriter.create(request, by: author, deadline: context.deadline)
            return try .make { try lesson.write(to: $0) }
        }
    }

    /// Changes a lesson.
    public func updateLesson(
        _ request: CourseV1.UpdateLessonRequest, context: CallContext
    ) async throws -> CourseV1.Lesson {
        let author = try author(context)
        return try await answer {
            let lesson = try await lessonWriter.update(request, by: author, deadline: context.deadline)
            return try .make { try lesson.write(to: $0) }
        }
    }

    /// Deletes a lesson.
    public func deleteLesson(
        _ request: CourseV1.DeleteLessonRequest, context: CallContext
    ) async throws -> CourseV1.DeleteLessonResponse {
        let author = try author(context)
        return try await answer {
            try await lessonWriter.delete(request, by: author, deadline: context.deadline)
            return .make { _ in }
        }
    }

    private func author(_ context: CallContext) throws(Status) -> Identity {
        let identity = try identities.identity(of: context)
        try identity.require(.creator)
        return identity
    }
}
