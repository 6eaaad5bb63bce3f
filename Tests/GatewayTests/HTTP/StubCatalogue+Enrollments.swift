import FoundationEssentials
import Messages
import NIOCore
import RPC
import Stubs

/// Everybody has completed two lessons of each course.
extension StubCatalogue {
    func batchGetProgress(
        _ request: CourseV1.BatchGetProgressRequest, context: CallContext
    ) async throws -> CourseV1.BatchGetProgressResponse {
        try Self.requireIdentity(context)
        if let failure = called().failure { throw failure }
        return .make { response in
            for id in request.courseIDs { response.addProgress { Self.write(id, $0) } }
        }
    }

    func listEnrollments(
        _ request: CourseV1.ListEnrollmentsRequest, context: CallContext
    ) async throws -> CourseV1.ListEnrollmentsResponse {
        try Self.requireIdentity(context)
        let state = called()
        if let failure = state.enrollmentFailure { throw failure }
        // A cursor says how many came before.
        let start = Int(String(buffer: request.cursor)) ?? 0
        let end = min(start + Int(request.limit), state.enrollments.count)
        return .make { response in
            for id in state.enrollments[start..<end] { response.addProgress { Self.write(id, $0) } }
            response.hasMore = end < state.enrollments.count
            if response.hasMore { response.nextCursor = ByteBuffer(string: "\(end)") }
        }
    }

    private static func write(_ id: UUID, _ progress: borrowing CourseV1.Progress.Draft) {
        progress.courseID = id
        progress.completedLessons = 2
    }

    private static func requireIdentity(_ context: CallContext) throws {
        guard !context.metadata.isEmpty else { throw Status(code: .unauthenticated, message: "no identity") }
    }
}
