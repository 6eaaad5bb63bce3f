import FoundationEssentials
public import Loader
public import Messages
public import Postgres
public import RPC
public import ServiceKit
import ServiceStores
public import Stubs

/// Answers the calls of `lyceum.course.v1.CourseService` from PostgreSQL.
///
/// Batch look-ups of concurrent calls leave as one statement. A request beyond a limit is INVALID_ARGUMENT and names the
/// field; when the database is away calls are UNAVAILABLE.
public struct CourseHandlers: CourseServiceHandler {
    private let store: CourseStore
    private let courses: RowLoader<UUID, CourseRow>
    private let creators: RowLoader<UUID, CreatorRow>
    private let userStats: RowLoader<UUID, UserStatsRow>
    private let lessons: RowLoader<UUID, LessonRows>
    private let allLessons: RowLoader<UUID, LessonRows>
    let progress: RowLoader<EnrollmentKey, ProgressRow>
    let latestEnrollments: RowLoader<LatestEnrollmentsKey, [ProgressRow]>
    let identities: IdentityVerifier
    let courseWriter: CourseWriter
    let lessonWriter: LessonWriter

    /// Handlers that read and write through this client, which may be shared.
    ///
    /// - Parameter identities: whom to believe who writes, or reads what is private.
    public init(postgres: PostgresClient, identities: IdentityVerifier) throws(LoaderConfigurationError) {
        self.identities = identities
        courseWriter = CourseWriter(postgres: postgres)
        lessonWriter = LessonWriter(postgres: postgres)
        let store = CourseStore(postgres: postgres)
        self.store = store
        courses = try RowLoader("courses", maximumBatchSize: CourseLimits.batch) {
            try await store.courses($0, deadline: $1)
        }
        creators = try RowLoader("creators", maximumBatchSize: CourseLimits.batch) {
            try await store.creators($0, deadline: $1)
        }
        userStats = try RowLoader("user_stats", maximumBatchSize: CourseLimits.batch) {
            try await store.userStats($0, deadline: $1)
        }
        lessons = try RowLoader("lessons", maximumBatchSize: CourseLimits.lessonListsOfStatement) {
            try await store.lessons(ofCourses: $0, deadline: $1)
        }
        allLessons = try RowLoader("all_lessons", maximumBatchSize: CourseLimits.lessonListsOfStatement) {
            try await store.lessons(ofCourses: $0, includingUnpublished: true, deadline: $1)
        }
        progress = try RowLoader("progress", maximumBatchSize: CourseLimits.batch) {
            try await store.progress($0, deadline: $1)
        }
        latestEnrollments = try RowLoader("latest_enrollments", maximumBatchSize: CourseLimits.enrollmentLists) {
            try await store.latestEnrollments($0, deadline: $1)
        }
    }

    /// The courses that exist, each once.
    public func batchGetCourses(
        _ request: CourseV1.BatchGetCoursesRequest, context: CallContext
    ) async throws -> CourseV1.BatchGetCoursesResponse {
        try CourseLimits.check(request.ids.count, "ids", CourseLimits.batch)
        return try await answer {
            let found = try await courses.load(request.ids, deadline: context.deadline)
            return try .make { response in
                for (_, course) in found { try response.addCourses { try course.write(to: $0) } }
            }
        }
    }

    /// A page of published courses.
    public func listCourses(
        _ request: CourseV1.ListCoursesRequest, context: CallContext
    ) async throws -> CourseV1.ListCoursesResponse {
        let query = try CourseListQuery(request)
        return try await answer {
            let page = try await store.list(query, deadline: context.deadline)
            return try .make { response in
                for course in page.courses { try response.addCourses { try course.write(to: $0) } }
                response.totalItems = page.total
                response.totalIsCapped = page.totalIsCapped
                if let end = page.end { response.nextCursor = CourseCursor(end).bytes(of: query.filter) }
            }
        }
    }

    /// The published courses with the most enrolments.
    public func listPopularCourses(
        _ request: CourseV1.ListPopularCoursesRequest, context: CallContext
    ) async throws -> CourseV1.ListPopularCoursesResponse {
        let query = CourseListQuery(sort: .popular, limit: try CourseLimits.pageLimit(request.limit))
        return try await answer {
            let page = try await store.list(query, deadline: context.deadline)
            return try .make { response in
                for course in page.courses { try response.addCourses { try course.write(to: $0) } }
            }
        }
    }

    /// The lessons of the courses that exist.
    public func batchListLessons(
        _ request: CourseV1.BatchListLessonsRequest, context: CallContext
    ) async throws -> CourseV1.BatchListLessonsResponse {
        try CourseLimits.check(request.courseIDs.count, "course_ids", CourseLimits.lessonLists)
        return try await answer {
            let loader = request.includesUnpublished ? allLessons : lessons
            let found = try await loader.load(request.courseIDs, deadline: context.deadline)
            return try .make { response in
                for (id, lessons) in found {
                    try response.addLists { list in
                        list.courseID = id
                        try lessons.write(to: list)
                    }
                }
            }
        }
    }

    /// The creators that exist, each once.
    public func batchGetCreators(
        _ request: CourseV1.BatchGetCreatorsRequest, context: CallContext
    ) async throws -> CourseV1.BatchGetCreatorsResponse {
        try CourseLimits.check(request.ids.count, "ids", CourseLimits.batch)
        return try await answer {
            let found = try await creators.load(request.ids, deadline: context.deadline)
            return try .make { response in
                for (_, creator) in found { try response.addCreators { try creator.write(to: $0) } }
            }
        }
    }

    /// The statistics of each user, zeros where there is nothing.
    public func batchUserStats(
        _ request: CourseV1.BatchUserStatsRequest, context: CallContext
    ) async throws -> CourseV1.BatchUserStatsResponse {
        try CourseLimits.check(request.userIDs.count, "user_ids", CourseLimits.batch)
        return try await answer {
            let found = try await userStats.load(request.userIDs, deadline: context.deadline)
            return try .make { response in
                for (_, stats) in found { try response.addStats { try stats.write(to: $0) } }
            }
        }
    }
}
