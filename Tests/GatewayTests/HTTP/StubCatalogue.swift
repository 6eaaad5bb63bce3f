import FoundationEssentials
import Messages
import NIOCore
import RPC
import Stubs
import Synchronization

/// A course service that knows every course, at versions that tests set.
final class StubCatalogue: CourseServiceHandler {
    struct State {
        var version: Int64 = 1
        var statsVersion: Int64 = 1
        var creatorVersion: Int64 = 1
        var lessonVersion: Int64 = 1
        /// What every course's statistics say.
        var lessonCount: Int64 = 3
        /// That of every course.
        var status = "published"
        /// Whether there is any course by its id.
        var hasCourses = true
        /// The user that every creator is.
        var creatorUserID: UUID?
        /// The names of creators that courses were made with.
        var creatorNames: [String] = []
        /// How long each description is.
        var descriptionLength = 10
        /// What calls for courses by their ids fail with.
        var courseFailure: Status?
        /// What calls for creators, progress and users' statistics fail with.
        var failure: Status?
        /// What calls for lists fail with.
        var listFailure: Status?
        /// Courses that a list has.
        var total: Int64 = 45
        /// The courses that everybody is enrolled in.
        var enrollments: [UUID] = []
        /// What calls for enrolments fail with.
        var enrollmentFailure: Status?
        /// Whether courses can be made without the caller's name.
        var isEverybodyCreator = false
        /// What making or changing a course fails with, after it was done.
        var writeFailure: Status?
        /// What the reply to a change of a course waits for.
        var writeGate: Gate?
        var calls = 0
        /// The metadata of the calls for courses by their ids.
        var courseCalls: [Metadata] = []
        /// What calls for popular courses wait for.
        var popularGate: Gate?
    }

    static let creatorID = UUID()
    /// The only lesson of each course, which the contract's examples name.
    static let lessonID = UUID(uuidString: "fa8d50e9-6e4f-58b4-966b-665d7dbe2522") ?? UUID()
    private let state = Mutex(State())

    var calls: Int { current.calls }

    var current: State { state.withLock { $0 } }

    func set(_ change: @Sendable (inout State) -> Void) {
        state.withLock { change(&$0) }
    }

    func called() -> State {
        state.withLock { state in
            state.calls += 1
            return state
        }
    }

    static func write(_ id: UUID, _ state: State, _ course: borrowing CourseV1.Course.Draft) {
        course.id = id
        course.title = "A course"
        course.description = String(repeating: "words ", count: state.descriptionLength / 6 + 1)
        course.status = state.status
        course.creatorID = creatorID
        course.setStats { $0.lessonCount = state.lessonCount }
        course.version = state.version
        course.statsVersion = state.statsVersion
    }

    func batchGetCourses(
        _ request: CourseV1.BatchGetCoursesRequest, context: CallContext
    ) async throws -> CourseV1.BatchGetCoursesResponse {
        set { $0.courseCalls.append(context.metadata) }
        let state = called()
        if let failure = state.courseFailure { throw failure }
        guard state.hasCourses else { return .make { _ in } }
        return .make { response in
            for id in request.ids { response.addCourses { Self.write(id, state, $0) } }
        }
    }

    func listCourses(
        _ request: CourseV1.ListCoursesRequest, context: CallContext
    ) async throws -> CourseV1.ListCoursesResponse {
        let state = called()
        if let failure = state.listFailure { throw failure }
        let isLast = Int64(request.page) * Int64(request.limit) >= state.total
        return .make { response in
            response.addCourses { Self.write(Self.creatorID, state, $0) }
            response.totalItems = state.total
            if !isLast { response.nextCursor = ByteBuffer(string: "position") }
        }
    }

    func listPopularCourses(
        _ request: CourseV1.ListPopularCoursesRequest, context: CallContext
    ) async throws -> CourseV1.ListPopularCoursesResponse {
        let state = called()
        await state.popularGate?.pass()
        return .make { response in response.addCourses { Self.write(Self.creatorID, state, $0) } }
    }

    func batchListLessons(
        _ request: CourseV1.BatchListLessonsRequest, context: CallContext
    ) async throws -> CourseV1.BatchListLessonsResponse {
        let state = called()
        guard state.status == "published" || request.includesUnpublished else { return .make { _ in } }
        return .make { response in
            for id in request.courseIDs {
                response.addLists { list in
                    list.courseID = id
                    list.addLessons { lesson in
                        lesson.id = Self.lessonID
                        lesson.courseID = id
                        lesson.version = state.lessonVersion
                    }
                }
            }
        }
    }

    func batchGetCreators(
        _ request: CourseV1.BatchGetCreatorsRequest, context: CallContext
    ) async throws -> CourseV1.BatchGetCreatorsResponse {
        let state = called()
        if let failure = state.failure { throw failure }
        return .make { response in
            for id in request.ids {
                response.addCreators { creator in
                    creator.id = id
                    creator.userID = state.creatorUserID
                    creator.version = state.creatorVersion
                }
            }
        }
    }

    func batchUserStats(
        _ request: CourseV1.BatchUserStatsRequest, context: CallContext
    ) async throws -> CourseV1.BatchUserStatsResponse {
        if let failure = called().failure { throw failure }
        return .make { _ in }
    }
}
