import FoundationEssentials
import Messages
import NIOCore
import Postgres
import RPC
import ServiceKit

/// Changes the lessons of courses, whose statistics follow in the same transaction.
struct LessonWriter: Sendable {
    let postgres: PostgresClient

    func create(
        _ request: CourseV1.CreateLessonRequest, by author: Identity, deadline: NIODeadline
    ) async throws -> LessonRow {
        let mask = UpdateMask(all: CourseV1.LessonEdit.fields)
        var violations = FieldViolations()
        request.lesson.check(mask, isNew: true, &violations)
        violations.check(length: request.idempotencyKey, in: 0...IdempotencyKey.limit, "idempotency_key")
        try violations.verify()
        let id = UUID.version7()
        return try await postgres.transaction(deadline: deadline) { transaction in
            _ = try await LockedCourse(request.courseID, CourseStatements.lockCourse, by: author, in: transaction)
            let key = IdempotencyKey(request.idempotencyKey, of: author, request)
            if let made = try await key?.claim(for: id, in: transaction) { return try await lesson(made, transaction) }
            var parameters = PostgresParameters()
            parameters.append(id)
            parameters.append(request.courseID)
            request.lesson.append(to: &parameters, mask)
            _ = try await transaction.execute(CourseStatements.insertLesson, parameters)
            try Self.verify(bytes: try await bytes(ofCourse: request.courseID, transaction))
            return try await lesson(id, transaction)
        }
    }

    func update(
        _ request: CourseV1.UpdateLessonRequest, by author: Identity, deadline: NIODeadline
    ) async throws -> LessonRow {
        var violations = FieldViolations()
        let mask = UpdateMask(request.updateMask, known: CourseV1.LessonEdit.fields, &violations)
        request.lesson.check(mask, isNew: false, &violations)
        try violations.verify()
        return try await postgres.transaction(deadline: deadline) { transaction in
            try await lock(request.id, of: request.courseID, request.expectedVersion, author, transaction)
            var parameters = PostgresParameters()
            parameters.append(request.id)
            request.lesson.append(to: &parameters, mask)
            guard mask.contains("title") || mask.contains("summary") else {
                _ = try await transaction.execute(CourseStatements.updateLesson, parameters)
                return try await lesson(request.id, transaction)
            }
            let before = try await bytes(ofCourse: request.courseID, transaction)
            _ = try await transaction.execute(CourseStatements.updateLesson, parameters)
            try Self.verify(bytes: try await bytes(ofCourse: request.courseID, transaction), before: before)
            return try await lesson(request.id, transaction)
        }
    }

    func delete(
        _ request: CourseV1.DeleteLessonRequest, by author: Identity, deadline: NIODeadline
    ) async throws {
        try await postgres.transaction(deadline: deadline) { transaction in
            try await lock(request.id, of: request.courseID, request.expectedVersion, author, transaction)
            var parameters = PostgresParameters()
            parameters.append(request.id)
            guard try await transaction.execute(CourseStatements.deleteLesson, parameters).affectedRows == 1 else {
                throw Status(code: .failedPrecondition, message: "learners have begun the lesson")
            }
        }
    }

    /// What the course's lessons take in a list; the course is locked.
    private func bytes(ofCourse id: UUID, _ transaction: PostgresTransaction) async throws -> Int64 {
        var parameters = PostgresParameters()
        parameters.append(id)
        parameters.append(CourseLimits.bytesOfLesson)
        return try await transaction.execute(CourseStatements.measureLessons, parameters).rows.first?.int64(0) ?? 0
    }

    /// Refuses a change after which the course's lessons take more than a list may have, unless they took more before.
    private static func verify(bytes: Int64, before: Int64 = 0) throws(Status) {
        guard bytes <= max(CourseLimits.lessonBytes, before) else {
            throw Status(
                code: .failedPrecondition,
                message: "the course's lessons may have \(CourseLimits.lessonBytes) bytes together, their titles and "
                    + "summaries in UTF-8 and \(CourseLimits.bytesOfLesson) for each; they would have \(bytes)")
        }
    }

    /// Locks the course and then the lesson, in the order in which everybody does.
    private func lock(
        _ id: UUID, of course: UUID, _ expectedVersion: Int64, _ author: Identity,
        _ transaction: PostgresTransaction
    ) async throws {
        _ = try await LockedCourse(course, CourseStatements.lockCourse, by: author, in: transaction)
        var parameters = PostgresParameters()
        parameters.append(id)
        parameters.append(course)
        guard let row = try await transaction.execute(CourseStatements.lockLesson, parameters).rows.first else {
            throw Status(code: .notFound, message: "there is no such lesson in this course")
        }
        try LockedCourse.verify(row.int64(0), expected: expectedVersion)
    }

    private func lesson(_ id: UUID, _ transaction: PostgresTransaction) async throws -> LessonRow {
        var parameters = PostgresParameters()
        parameters.append(id)
        guard let row = try await transaction.execute(CourseStatements.getLesson, parameters).rows.first else {
            throw Status(code: .notFound, message: "the lesson was deleted meanwhile")
        }
        return LessonRow(row)
    }
}
