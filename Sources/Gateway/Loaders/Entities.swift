import FoundationEssentials
import Loader
import Messages
import RPC
import Stubs

/// All look-ups of the gateway that requests share. A class, as routes and their tasks copy it.
final class Entities: Sendable {
    let courses: EntityLoader<CourseV1.Course>
    let creators: EntityLoader<CourseV1.Creator>
    let lessons: EntityLoader<CourseV1.LessonList>
    let users: EntityLoader<LeaderboardV1.User>
    let userStats: EntityLoader<CourseV1.UserStats>
    /// What a caller has done in courses, by the course's id. Only for a caller.
    let progress: EntityLoader<CourseV1.Progress>
    /// Ranks on the global board, by the user's id. They change at any time, so they are not cached.
    let ranks: EntityLoader<LeaderboardV1.Rank>
    /// Where users stand on the global board, and who stands around them.
    let standings: StandingLoader
    /// The catalogue's pages.
    let coursePages: PageLoader<CourseV1.ListCoursesRequest, CourseV1.ListCoursesResponse>
    let popularCourses: PageLoader<CourseV1.ListPopularCoursesRequest, CourseV1.ListPopularCoursesResponse>
    /// The boards' pages.
    let boardPages: PageLoader<LeaderboardV1.ListEntriesRequest, LeaderboardV1.ListEntriesResponse>
    private let cache: CacheTier?
    private let nearCache: NearCache?

    init(
        courses service: CourseServiceClient, leaderboard: LeaderboardServiceClient, cache: CacheTier?,
        nearCache: NearCache? = nil
    ) throws(LoaderConfigurationError) {
        self.cache = cache
        self.nearCache = nearCache
        courses = try EntityLoader(keyspace: "course.v1", cache: cache, nearCache: nearCache) {
            (ids, options) throws(Status) in
            let request = CourseV1.BatchGetCoursesRequest.make { draft in ids.forEach { draft.addIDs($0) } }
            // Drafts and archived courses are nobody's to see here.
            return try await service.batchGetCourses(request, options: options).courses
                .filter { $0.status == "published" }.map { ($0.id, $0) }
        }
        creators = try EntityLoader(keyspace: "creator.v1", cache: cache, nearCache: nearCache) {
            (ids, options) throws(Status) in
            let request = CourseV1.BatchGetCreatorsRequest.make { draft in ids.forEach { draft.addIDs($0) } }
            return try await service.batchGetCreators(request, options: options).creators.map { ($0.id, $0) }
        }
        // A list may have a megabyte: four of them fit a frame, whatever authors have written.
        lessons = try EntityLoader(
            keyspace: "lessons.v1", maximumBatchSize: 4, cache: cache, nearCache: nearCache
        ) { (ids, options) throws(Status) in
            let request = CourseV1.BatchListLessonsRequest.make { draft in ids.forEach { draft.addCourseIDs($0) } }
            return try await service.batchListLessons(request, options: options).lists.map { ($0.courseID, $0) }
        }
        users = try EntityLoader(keyspace: "user.v1", cache: cache, nearCache: nearCache) {
            (ids, options) throws(Status) in
            let request = LeaderboardV1.BatchGetUsersRequest.make { draft in ids.forEach { draft.addIDs($0) } }
            return try await leaderboard.batchGetUsers(request, options: options).users.map { ($0.id, $0) }
        }
        userStats = try EntityLoader(keyspace: "user-stats.v1", cache: cache, nearCache: nearCache) {
            (ids, options) throws(Status) in
            let request = CourseV1.BatchUserStatsRequest.make { draft in ids.forEach { draft.addUserIDs($0) } }
            return try await service.batchUserStats(request, options: options).stats.map { ($0.userID, $0) }
        }
        // Small answers, which fit a frame as many as the service takes.
        progress = try EntityLoader(
            keyspace: "progress.v1", maximumBatchSize: 512, cache: nil
        ) { (ids, options) throws(Status) in
            let request = CourseV1.BatchGetProgressRequest.make { draft in ids.forEach { draft.addCourseIDs($0) } }
            return try await service.batchGetProgress(request, options: options).progress.map { ($0.courseID, $0) }
        }
        ranks = try EntityLoader(keyspace: "rank.v1", cache: nil) { (ids, options) throws(Status) in
            let request = LeaderboardV1.BatchGetRanksRequest.make { draft in
                draft.board = LeaderboardRoutes.defaultBoard
                ids.forEach { draft.addUserIDs($0) }
            }
            return try await leaderboard.batchGetRanks(request, options: options).ranks.map { ($0.userID, $0) }
        }
        standings = try StandingLoader(service: leaderboard)
        coursePages = try PageLoader("ListCourses") { (request, options) throws(Status) in
            try await service.listCourses(request, options: options)
        }
        popularCourses = try PageLoader("ListPopularCourses") { (request, options) throws(Status) in
            try await service.listPopularCourses(request, options: options)
        }
        boardPages = try PageLoader("ListEntries") { (request, options) throws(Status) in
            try await leaderboard.listEntries(request, options: options)
        }
    }

    /// Notes that a course was changed, with its lessons, and its creator if that is known: reads here show the write.
    ///
    /// - Parameter id: nil for a new course whose id was not told: its pages show it.
    func writtenCourse(_ id: UUID?, creator: UUID?) {
        coursePages.written()
        popularCourses.written()
        if let id {
            courses.written(id)
            lessons.written(id)
        }
        // A creator tells how many courses are published.
        if let creator { creators.written(creator) }
        // The last, and where no entity is known, too: an answer that is made from now on shows the write in its pages.
        nearCache?.invalidate()
    }

    /// Waits a moment until what was written is out of the cache that gateways share.
    func flush() async {
        await cache?.flush()
    }
}
