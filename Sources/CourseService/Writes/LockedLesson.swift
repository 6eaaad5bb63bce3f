import FoundationEssentials
import Messages
import Postgres
import RPC
import ServiceKit

/// A lesson whose row the transaction has locked, behind that of its course as everybody does, and which the author may
/// change.
struct LockedLesson {
    /// A course's lessons would have more bytes in a list than they may.
    static let tooManyBytes = Status(
        code: .failedPrecondition,
        message:
            "the lessons of a course may have \(CourseLimits.lessonBytes) bytes together, their titles and summaries "
            + "in UTF-8 and \(CourseLimits.bytesOfLesson) for each; these would have more")

    private let version: Int64
    private let titleBytes: Int64
    private let summaryBytes: Int64
    /// What all lessons of the course have.
    private let courseBytes: Int64

    /// - Throws: NOT_FOUND, PERMISSION_DENIED or `PostgresError`.
    init(_ id: UUID, of course: UUID, by author: Identity, in transaction: PostgresTransaction) async throws {
        _ = try await LockedCourse(course, CourseStatements.lockCourse, by: author, in: transaction)
        var parameters = PostgresParameters()
        parameters.append(id)
        parameters.append(course)
        parameters.append(CourseLimits.bytesOfLesson)
        guard let row = try await transaction.execute(CourseStatements.lockLesson, parameters).rows.first else {
            throw Status(code: .notFound, message: "there is no such lesson in this course")
        }
        version = try row.int64(0)
        titleBytes = try row.int64(1)
        summaryBytes = try row.int64(2)
        courseBytes = try row.int64(3)
    }

    /// Refuses a change of another version than the caller has seen; 0 is any.
    func verify(expectedVersion: Int64) throws(Status) {
        try LockedCourse.verify(version, expected: expectedVersion)
    }

    /// Refuses an edit that lets the course's lessons grow beyond what they may have. Where they have more already, as
    /// older ones can, they may shrink.
    func verifyRoom(for edit: CourseV1.LessonEdit, _ mask: UpdateMask) throws(Status) {
        var growth: Int64 = 0
        if mask.contains("title") { growth += Int64(edit.title.utf8.count) - titleBytes }
        if mask.contains("summary") { growth += Int64(edit.summary.utf8.count) - summaryBytes }
        guard growth <= 0 || courseBytes + growth <= CourseLimits.lessonBytes else { throw Self.tooManyBytes }
    }
}
