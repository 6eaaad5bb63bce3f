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
        try await write(context) { author in
            let course = try await courseWriter.create(request, by: author, deadline: context.deadline)
            return try .make { try course.write(to: $0) }
        }
    }

    /// Changes a course.
    public func updateCourse(
        _ request: CourseV1.UpdateCourseRequest, context: CallContext
    ) async throws -> CourseV1.Course {
        try await write(context) { author in
            let course = try await courseWriter.update(request, by: author, deadline: context.deadline)
            return try .make { try course.write(to: $0) }
        }
    }

    /// Deletes a course.
    public func deleteCourse(
        _ request: CourseV1.DeleteCourseRequest, context: CallContext
    ) async throws -> CourseV1.DeleteCourseResponse {
        try await write(context) { author in
            try await courseWriter.delete(request, by: author, deadline: context.deadline)
            return .make { _ in }
        }
    }

    /// Adds a lesson to a course.
    public func createLesson(
        _ request: CourseV1.CreateLessonRequest, context: CallContext
    ) async throws -> CourseV1.Lesson {
        try await write(context) { author in
            let lesson = try await lessonWriter.create(request, by: author, deadline: context.deadline)
            return try .make { try lesson.write(to: $0) }
        }
    }

    /// Changes a lesson.
    public func updateLesson(
        _ request: CourseV1.UpdateLessonRequest, context: CallContext
    ) async throws -> CourseV1.Lesson {
        try await write(context) { author in
            let lesson = try await lessonWriter.update(request, by: author, deadline: context.deadline)
            return try .make { try lesson.write(to: $0) }
        }
    }

    /// Deletes a lesson.
    public func deleteLesson(
        _ request: CourseV1.DeleteLessonRequest, context: CallContext
    ) async throws -> CourseV1.DeleteLessonResponse {
        try await write(context) { author in
            try await lessonWriter.delete(request, by: author, deadline: context.deadline)
            return .make { _ in }
        }
    }

    /// Answers with what the closure writes in the caller's name.
    private func write<Reply>(
        _ context: CallContext, _ body: (Identity) async throws -> Reply
    ) async throws -> Reply {
        let author = try identities.identity(of: context)
        try author.require(.creator)
        return try await answer { try await body(author) }
    }
}
