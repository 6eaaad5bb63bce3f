import FoundationEssentials
public import Messages
import NIOCore
public import RPC
import ServiceKit
import ServiceStores

/// What is the caller's alone. Statements are shared with other callers, rows are not: each has its user in its key.
extension CourseHandlers {
    /// What the caller has done in those of the courses that he is enrolled in, each once.
    public func batchGetProgress(
        _ request: CourseV1.BatchGetProgressRequest, context: CallContext
    ) async throws -> CourseV1.BatchGetProgressResponse {
        let userID = try identities.identity(of: context).userID
        try CourseLimits.check(request.courseIDs.count, "course_ids", CourseLimits.batch)
        return try await answer {
            let keys = request.courseIDs.map { EnrollmentKey(userID: userID, courseID: $0) }
            let found = try await progress.load(keys, deadline: context.deadline)
            return try .make { response in
                for (_, row) in found { try response.addProgress { try row.write(to: $0) } }
            }
        }
    }

    /// The caller's latest enrolments, a page after another.
    public func listEnrollments(
        _ request: CourseV1.ListEnrollmentsRequest, context: CallContext
    ) async throws -> CourseV1.ListEnrollmentsResponse {
        let userID = try identities.identity(of: context).userID
        let limit = try CourseLimits.pageLimit(request.limit)
        // One more tells whether there are more.
        let key = LatestEnrollmentsKey(
            place: EnrollmentPlace(userID: userID, position: try Self.position(request.cursor)), limit: limit + 1)
        return try await answer {
            let found = try await latestEnrollments.load(CollectionOfOne(key), deadline: context.deadline)
            let rows = found.first?.row ?? []
            return try .make { response in
                for row in rows.prefix(limit) { try response.addProgress { try row.write(to: $0) } }
                response.hasMore = rows.count > limit
                if rows.count > limit { response.nextCursor = try rows[limit - 1].position().bytes }
            }
        }
    }

    private static func position(_ cursor: ByteBuffer) throws(Status) -> EnrollmentPosition {
        guard cursor.readableBytes > 0 else { return .start }
        guard let position = EnrollmentPosition(cursor) else {
            throw .badRequest("cursor", "is not one of this service")
        }
        return position
    }
}
