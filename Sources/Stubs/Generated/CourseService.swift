// Generated from Protos/ by StubGenerator (make protos). Edits are lost.

public import Messages
public import NIOCore
public import RPC

/// The methods of `lyceum.course.v1.CourseService`.
public enum CourseServiceMethods {
    /// `BatchGetCourses`
    public static let batchGetCourses = MethodDescriptor(
        service: "lyceum.course.v1.CourseService", name: "BatchGetCourses",
        idempotency: .noSideEffects)
    /// `ListCourses`
    public static let listCourses = MethodDescriptor(
        service: "lyceum.course.v1.CourseService", name: "ListCourses",
        idempotency: .noSideEffects)
    /// `ListPopularCourses`
    public static let listPopularCourses = MethodDescriptor(
        service: "lyceum.course.v1.CourseService", name: "ListPopularCourses",
        idempotency: .noSideEffects)
    /// `BatchListLessons`
    public static let batchListLessons = MethodDescriptor(
        service: "lyceum.course.v1.CourseService", name: "BatchListLessons",
        idempotency: .noSideEffects)
    /// `BatchGetCreators`
    public static let batchGetCreators = MethodDescriptor(
        service: "lyceum.course.v1.CourseService", name: "BatchGetCreators",
        idempotency: .noSideEffects)
    /// `BatchUserStats`
    public static let batchUserStats = MethodDescriptor(
        service: "lyceum.course.v1.CourseService", name: "BatchUserStats",
        idempotency: .noSideEffects)
    /// `BatchGetProgress`
    public static let batchGetProgress = MethodDescriptor(
        service: "lyceum.course.v1.CourseService", name: "BatchGetProgress",
        idempotency: .noSideEffects)
    /// `ListEnrollments`
    public static let listEnrollments = MethodDescriptor(
        service: "lyceum.course.v1.CourseService", name: "ListEnrollments",
        idempotency: .noSideEffects)
    /// `CreateCourse`
    public static let createCourse = MethodDescriptor(
        service: "lyceum.course.v1.CourseService", name: "CreateCourse",
        idempotency: .unknown)
    /// `UpdateCourse`
    public static let updateCourse = MethodDescriptor(
        service: "lyceum.course.v1.CourseService", name: "UpdateCourse",
        idempotency: .unknown)
    /// `DeleteCourse`
    public static let deleteCourse = MethodDescriptor(
        service: "lyceum.course.v1.CourseService", name: "DeleteCourse",
        idempotency: .unknown)
    /// `CreateLesson`
    public static let createLesson = MethodDescriptor(
        service: "lyceum.course.v1.CourseService", name: "CreateLesson",
        idempotency: .unknown)
    /// `UpdateLesson`
    public static let updateLesson = MethodDescriptor(
        service: "lyceum.course.v1.CourseService", name: "UpdateLesson",
        idempotency: .unknown)
    /// `DeleteLesson`
    public static let deleteLesson = MethodDescriptor(
        service: "lyceum.course.v1.CourseService", name: "DeleteLesson",
        idempotency: .unknown)

    /// All of them, in the order of the .proto.
    public static let all = [
        batchGetCourses, listCourses, listPopularCourses, batchListLessons, batchGetCreators, batchUserStats,
        batchGetProgress, listEnrollments, createCourse, updateCourse, deleteCourse, createLesson, updateLesson,
        deleteLesson,
    ]
}

/// Courses, their creators, their lessons, and what learners do in them.
public protocol CourseServiceHandler: RPCService {
    /// Courses by id. Unknown ids are absent from the answer; the order is the service's.
    func batchGetCourses(
        _ request: CourseV1.BatchGetCoursesRequest, context: CallContext
    ) async throws -> CourseV1.BatchGetCoursesResponse

    /// One page of published courses.
    func listCourses(
        _ request: CourseV1.ListCoursesRequest, context: CallContext
    ) async throws -> CourseV1.ListCoursesResponse

    /// Published courses with the most enrolments.
    func listPopularCourses(
        _ request: CourseV1.ListPopularCoursesRequest, context: CallContext
    ) async throws -> CourseV1.ListPopularCoursesResponse

    /// The lessons of several courses, each course's in their order. A course without lessons has an empty list,
    /// an unknown or unpublished one is absent. A list has at most 1,000,000 bytes, the first of more lessons.
    func batchListLessons(
        _ request: CourseV1.BatchListLessonsRequest, context: CallContext
    ) async throws -> CourseV1.BatchListLessonsResponse

    /// Creators by id. Unknown ids are absent.
    func batchGetCreators(
        _ request: CourseV1.BatchGetCreatorsRequest, context: CallContext
    ) async throws -> CourseV1.BatchGetCreatorsResponse

    /// What each user has done and made, for boards and profiles. A user without any has zeros.
    func batchUserStats(
        _ request: CourseV1.BatchUserStatsRequest, context: CallContext
    ) async throws -> CourseV1.BatchUserStatsResponse

    /// What the caller has done in courses. Courses that he isn't enrolled in are absent; the order is the service's.
    func batchGetProgress(
        _ request: CourseV1.BatchGetProgressRequest, context: CallContext
    ) async throws -> CourseV1.BatchGetProgressResponse

    /// The courses that the caller has enrolled in last, and what he has done in them: the latest first.
    func listEnrollments(
        _ request: CourseV1.ListEnrollmentsRequest, context: CallContext
    ) async throws -> CourseV1.ListEnrollmentsResponse

    /// Makes a course.
    func createCourse(
        _ request: CourseV1.CreateCourseRequest, context: CallContext
    ) async throws -> CourseV1.Course

    /// Changes the named fields of a course.
    func updateCourse(
        _ request: CourseV1.UpdateCourseRequest, context: CallContext
    ) async throws -> CourseV1.Course

    /// Deletes a course and its lessons. One with enrolments can be archived, not deleted.
    func deleteCourse(
        _ request: CourseV1.DeleteCourseRequest, context: CallContext
    ) async throws -> CourseV1.DeleteCourseResponse

    /// Adds a lesson to a course.
    func createLesson(
        _ request: CourseV1.CreateLessonRequest, context: CallContext
    ) async throws -> CourseV1.Lesson

    /// Changes the named fields of a lesson.
    func updateLesson(
        _ request: CourseV1.UpdateLessonRequest, context: CallContext
    ) async throws -> CourseV1.Lesson

    /// Deletes a lesson that nobody has begun.
    func deleteLesson(
        _ request: CourseV1.DeleteLessonRequest, context: CallContext
    ) async throws -> CourseV1.DeleteLessonResponse

}

extension CourseServiceHandler {
    /// `lyceum.course.v1.CourseService`
    public static var serviceName: String { "lyceum.course.v1.CourseService" }
    /// The methods, in the order of the .proto.
    public static var methods: [MethodDescriptor] { CourseServiceMethods.all }

    /// Decodes the request and calls the method at this position of ``methods``.
    public func handle(
        method index: Int, payload: ByteBuffer, context: CallContext
    ) async throws -> any Message {
        switch index {
        case 0:
            return try await batchGetCourses(decodeRequest(payload), context: context)
        case 1:
            return try await listCourses(decodeRequest(payload), context: context)
        case 2:
            return try await listPopularCourses(decodeRequest(payload), context: context)
        case 3:
            return try await batchListLessons(decodeRequest(payload), context: context)
        case 4:
            return try await batchGetCreators(decodeRequest(payload), context: context)
        case 5:
            return try await batchUserStats(decodeRequest(payload), context: context)
        case 6:
            return try await batchGetProgress(decodeRequest(payload), context: context)
        case 7:
            return try await listEnrollments(decodeRequest(payload), context: context)
        case 8:
            return try await createCourse(decodeRequest(payload), context: context)
        case 9:
            return try await updateCourse(decodeRequest(payload), context: context)
        case 10:
            return try await deleteCourse(decodeRequest(payload), context: context)
        case 11:
            return try await createLesson(decodeRequest(payload), context: context)
        case 12:
            return try await updateLesson(decodeRequest(payload), context: context)
        case 13:
            return try await deleteLesson(decodeRequest(payload), context: context)
        default: throw Status(code: .unimplemented, message: "no such method")
        }
    }
}

/// Courses, their creators, their lessons, and what learners do in them.
public struct CourseServiceClient: Sendable {
    private let channel: any RPCChannel

    /// A client that calls through a channel.
    public init(channel: any RPCChannel) {
        self.channel = channel
    }

    /// Courses by id. Unknown ids are absent from the answer; the order is the service's.
    public func batchGetCourses(
        _ request: CourseV1.BatchGetCoursesRequest, options: CallOptions
    ) async throws(Status) -> CourseV1.BatchGetCoursesResponse {
        try await channel.unary(CourseServiceMethods.batchGetCourses, request, options)
    }

    /// One page of published courses.
    public func listCourses(
        _ request: CourseV1.ListCoursesRequest, options: CallOptions
    ) async throws(Status) -> CourseV1.ListCoursesResponse {
        try await channel.unary(CourseServiceMethods.listCourses, request, options)
    }

    /// Published courses with the most enrolments.
    public func listPopularCourses(
        _ request: CourseV1.ListPopularCoursesRequest, options: CallOptions
    ) async throws(Status) -> CourseV1.ListPopularCoursesResponse {
        try await channel.unary(CourseServiceMethods.listPopularCourses, request, options)
    }

    /// The lessons of several courses, each course's in their order. A course without lessons has an empty list,
    /// an unknown or unpublished one is absent. A list has at most 1,000,000 bytes, the first of more lessons.
    public func batchListLessons(
        _ request: CourseV1.BatchListLessonsRequest, options: CallOptions
    ) async throws(Status) -> CourseV1.BatchListLessonsResponse {
        try await channel.unary(CourseServiceMethods.batchListLessons, request, options)
    }

    /// Creators by id. Unknown ids are absent.
    public func batchGetCreators(
        _ request: CourseV1.BatchGetCreatorsRequest, options: CallOptions
    ) async throws(Status) -> CourseV1.BatchGetCreatorsResponse {
        try await channel.unary(CourseServiceMethods.batchGetCreators, request, options)
    }

    /// What each user has done and made, for boards and profiles. A user without any has zeros.
    public func batchUserStats(
        _ request: CourseV1.BatchUserStatsRequest, options: CallOptions
    ) async throws(Status) -> CourseV1.BatchUserStatsResponse {
        try await channel.unary(CourseServiceMethods.batchUserStats, request, options)
    }

    /// What the caller has done in courses. Courses that he isn't enrolled in are absent; the order is the service's.
    public func batchGetProgress(
        _ request: CourseV1.BatchGetProgressRequest, options: CallOptions
    ) async throws(Status) -> CourseV1.BatchGetProgressResponse {
        try await channel.unary(CourseServiceMethods.batchGetProgress, request, options)
    }

    /// The courses that the caller has enrolled in last, and what he has done in them: the latest first.
    public func listEnrollments(
        _ request: CourseV1.ListEnrollmentsRequest, options: CallOptions
    ) async throws(Status) -> CourseV1.ListEnrollmentsResponse {
        try await channel.unary(CourseServiceMethods.listEnrollments, request, options)
    }

    /// Makes a course.
    public func createCourse(
        _ request: CourseV1.CreateCourseRequest, options: CallOptions
    ) async throws(Status) -> CourseV1.Course {
        try await channel.unary(CourseServiceMethods.createCourse, request, options)
    }

    /// Changes the named fields of a course.
    public func updateCourse(
        _ request: CourseV1.UpdateCourseRequest, options: CallOptions
    ) async throws(Status) -> CourseV1.Course {
        try await channel.unary(CourseServiceMethods.updateCourse, request, options)
    }

    /// Deletes a course and its lessons. One with enrolments can be archived, not deleted.
    public func deleteCourse(
        _ request: CourseV1.DeleteCourseRequest, options: CallOptions
    ) async throws(Status) -> CourseV1.DeleteCourseResponse {
        try await channel.unary(CourseServiceMethods.deleteCourse, request, options)
    }

    /// Adds a lesson to a course.
    public func createLesson(
        _ request: CourseV1.CreateLessonRequest, options: CallOptions
    ) async throws(Status) -> CourseV1.Lesson {
        try await channel.unary(CourseServiceMethods.createLesson, request, options)
    }

    /// Changes the named fields of a lesson.
    public func updateLesson(
        _ request: CourseV1.UpdateLessonRequest, options: CallOptions
    ) async throws(Status) -> CourseV1.Lesson {
        try await channel.unary(CourseServiceMethods.updateLesson, request, options)
    }

    /// Deletes a lesson that nobody has begun.
    public func deleteLesson(
        _ request: CourseV1.DeleteLessonRequest, options: CallOptions
    ) async throws(Status) -> CourseV1.DeleteLessonResponse {
        try await channel.unary(CourseServiceMethods.deleteLesson, request, options)
    }
}
