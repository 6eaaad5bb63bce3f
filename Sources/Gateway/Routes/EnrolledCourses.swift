import FoundationEssentials
import Messages
import NIOCore
import RPC
import Stubs

/// Some of the courses that a user is enrolled in, the latest enrolment first, with their creators and the user's
/// progress: three calls, however many courses.
struct EnrolledCourses: Sendable {
    /// Nil where any of them can't be had.
    let courses: [CourseV1.Course]?
    let included: CourseIncludes
    /// Whether the user is enrolled in more.
    let hasMore: Bool
    /// Where the next page begins; empty where there is none.
    let nextCursor: ByteBuffer
    private let problem: PartProblem?

    /// Looks them up.
    ///
    /// - Parameter request: which page of the caller's enrolments.
    /// - Throws: when there are no enrolments to be had; courses and creators that can't be had are ``problems``.
    static func load(
        _ request: CourseV1.ListEnrollmentsRequest, of caller: Caller, from service: CourseServiceClient,
        _ entities: Entities, _ context: GatewayContext
    ) async throws(Problem) -> EnrolledCourses {
        let page: CourseV1.ListEnrollmentsResponse
        do throws(Status) {
            page = try await service.listEnrollments(request, options: caller.options(deadline: context.deadline))
        } catch {
            throw Problem(error, backend: CourseRoutes.backend)
        }
        let ids = page.progress.map(\.courseID)
        let found = await entities.courses.included(ids, backend: CourseRoutes.backend, deadline: context.deadline)
        let courses = found.problem == nil ? ids.compactMap { found[$0] } : nil
        var included = CourseIncludes()
        included.progress = Included(page.progress.lazy.map { ($0.courseID, $0) })
        included.creators = await entities.creators.included(
            courses?.map(\.creatorID) ?? [], backend: CourseRoutes.backend, deadline: context.deadline)
        return EnrolledCourses(
            courses: courses, included: included, hasMore: page.hasMore, nextCursor: page.nextCursor,
            problem: found.problem.map { PartProblem(part: "courses", problem: $0) })
    }

    /// What is missing, and why.
    var problems: [PartProblem] { [problem].compactMap(\.self) + included.problems }

    /// Bytes that the courses mostly fit as JSON. What is reserved in vain, the allocator gives back to the system and gets
    /// anew.
    var capacity: Int { 1536 * (courses?.count ?? 0) }

    /// Writes the courses as an array, or null.
    func write(for caller: Caller, to json: inout JSONWriter) {
        guard let courses else { return json.null() }
        let view = CourseView(including: [.creator, .progress], for: caller)
        json.array { json in
            for course in courses { json.object { view.members(of: course, included, to: &$0) } }
        }
    }
}
