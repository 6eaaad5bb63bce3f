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
            parameters.append(CourseLimits.bytesOfLesson)
            parameters.append(CourseLimits.lessonBytes)
            guard try await transaction.execute(CourseStatements.insertLesson, parameters).affectedRows == 1 else {
                throw LockedLesson.tooManyBytes
            }
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
            let locked = try await LockedLesson(request.id, of: request.courseID, by: author, in: transaction)
            try locked.verify(expectedVersion: request.expectedVersion)
            try locked.verifyRoom(for: request.lesson, mask)
            var parameters = PostgresParameters()
            parameters.append(request.id)
            request.lesson.append(to: &parameters, mask)
            _ = try await transaction.execute(CourseStatements.updateLesson, parameters)
            return try await lesson(request.id, transaction)
        }
    }

    func delete(
        _ request: CourseV1.DeleteLessonRequest, by author: Identity, deadline: NIODeadline
    ) async throws {
        try await postgres.transaction(deadline: deadline) { transaction in
            let locked = try await LockedLesson(request.id, of: request.courseID, by: author, in: transaction)
            try locked.verify(expectedVersion: request.expectedVersion)
            var parameters = PostgresParameters()
            parameters.append(request.id)
            guard try await transaction.execute(CourseStatements.deleteLesson, parameters).affectedRows == 1 else {
                throw Status(code: .failedPrecondition, message: "learners have begun the lesson")
            }
        }
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
