import FoundationEssentials
import Messages
import NIOCore
import Postgres
import RPC
import ServiceKit

/// Changes courses: a transaction for each call, in the lock order creators, courses, lessons.
struct CourseWriter: Sendable {
    let postgres: PostgresClient

    func create(
        _ request: CourseV1.CreateCourseRequest, by author: Identity, deadline: NIODeadline
    ) async throws -> CourseRow {
        let mask = UpdateMask(all: CourseV1.CourseEdit.fields)
        var violations = FieldViolations()
        request.course.check(mask, isNew: true, &violations)
        violations.check(length: request.idempotencyKey, in: 0...IdempotencyKey.limit, "idempotency_key")
        if request.creatorID == nil { violations.check(length: request.creatorName, in: 0...200, "creator_name") }
        try violations.verify()
        if request.creatorID != nil, author.role != .admin {
            throw Status(code: .permissionDenied, message: "only an admin may name the creator")
        }
        let id = UUID.version7()
        return try await postgres.transaction(deadline: deadline) { transaction in
            let key = IdempotencyKey(request.idempotencyKey, of: author, request.withoutName)
            if let made = try await key?.claim(for: id, in: transaction) { return try await course(made, transaction) }
            let creator = try await creator(of: request, author, transaction)
            var parameters = PostgresParameters()
            parameters.append(id)
            parameters.append(creator)
            request.course.append(to: &parameters, mask)
            guard try await transaction.execute(CourseStatements.insertCourse, parameters).affectedRows == 1 else {
                throw Status.badRequest("creator_id", "must be a creator's id")
            }
            return try await course(id, transaction)
        }
    }

    func update(
        _ request: CourseV1.UpdateCourseRequest, by author: Identity, deadline: NIODeadline
    ) async throws -> CourseRow {
        var violations = FieldViolations()
        let mask = UpdateMask(request.updateMask, known: CourseV1.CourseEdit.fields, &violations)
        request.course.check(mask, isNew: false, &violations)
        try violations.verify()
        return try await postgres.transaction(deadline: deadline) { transaction in
            let locked = try await LockedCourse(request.id, CourseStatements.lockCourse, by: author, in: transaction)
            try locked.verify(expectedVersion: request.expectedVersion)
            var parameters = PostgresParameters()
            parameters.append(request.id)
            request.course.append(to: &parameters, mask)
            _ = try await transaction.execute(CourseStatements.updateCourse, parameters)
            return try await course(request.id, transaction)
        }
    }

    func delete(
        _ request: CourseV1.DeleteCourseRequest, by author: Identity, deadline: NIODeadline
    ) async throws {
        try await postgres.transaction(deadline: deadline) { transaction in
            let locked = try await LockedCourse(
                request.id, CourseStatements.lockCourseForDeletion, by: author, in: transaction)
            try locked.verify(expectedVersion: request.expectedVersion)
            var parameters = PostgresParameters()
            parameters.append(request.id)
            guard try await transaction.execute(CourseStatements.deleteCourse, parameters).affectedRows == 1 else {
                throw Status(
                    code: .failedPrecondition, message: "learners are enrolled in the course; archive it instead")
            }
        }
    }

    /// The creator that the request names, or the caller, who becomes one by his first course.
    private func creator(
        of request: CourseV1.CreateCourseRequest, _ author: Identity, _ transaction: PostgresTransaction
    ) async throws -> UUID {
        if let id = request.creatorID { return id }
        let isNamed = !request.creatorName.isEmpty
        if isNamed {
            var parameters = PostgresParameters()
            parameters.append(UUID.version7())
            parameters.append(author.userID)
            parameters.append(request.creatorName)
            _ = try await transaction.execute(CourseStatements.addCreator, parameters)
        }
        var parameters = PostgresParameters()
        parameters.append(author.userID)
        if let row = try await transaction.execute(CourseStatements.findCreator, parameters).rows.first {
            return try row.uuid(0)
        }
        guard isNamed else {
            throw Status.badRequest("creator_name", "must not be empty: the caller is no creator yet")
        }
        throw Status(code: .failedPrecondition, message: "the creator was deleted meanwhile")
    }

    /// The course as it is now, with the statistics that the change has led to.
    private func course(_ id: UUID, _ transaction: PostgresTransaction) async throws -> CourseRow {
        var parameters = PostgresParameters()
        parameters.append([id])
        guard let row = try await transaction.execute(CourseStatements.getCourses, parameters).rows.first else {
            throw Status(code: .notFound, message: "the course was deleted meanwhile")
        }
        return CourseRow(row)
    }
}

extension CourseV1.CreateCourseRequest {
    /// What a repeated request has in common with the first one. The name is the caller's, which may change meanwhile.
    fileprivate var withoutName: Self {
        .make { draft in
            draft.setCourse(course)
            draft.creatorID = creatorID
            draft.idempotencyKey = idempotencyKey
        }
    }
}
