import FoundationEssentials
import Messages
import NIOCore
import Postgres
import RPC
import ServiceKit
import Stubs
import Testing

@testable import CourseService

/// The handlers that write courses, and who calls them.
struct CourseWriteFixture {
    let handlers: CourseHandlers
    let database: ServiceDatabase
    let creator = Identity(userID: UUID(), role: .creator)
    let other = Identity(userID: UUID(), role: .creator)
    let admin = Identity(userID: UUID(), role: .admin)

    init() async throws {
        database = try await ServiceDatabase()
        handlers = try CourseHandlers(postgres: database.course, identities: IdentityVerifier(keys: [.test]))
    }

    func context(_ identity: Identity) -> CallContext {
        CallContext(
            deadline: .testLimit,
            metadata: IdentitySigner(key: .test).options(deadline: .testLimit, for: identity).metadata,
            method: CourseServiceMethods.createCourse)
    }

    func make(
        title: String = "Bread", status: String = "", creatorName: String = "Ada", key: String = "",
        by identity: Identity? = nil
    ) async throws -> CourseV1.Course {
        try await handlers.createCourse(
            .make { draft in
                draft.setCourse { edit in
                    edit.title = title
                    edit.category = "food"
                    edit.level = "beginner"
                    edit.priceCents = 250
                    edit.status = status
                }
                draft.creatorName = creatorName
                draft.idempotencyKey = key
            }, context: context(identity ?? creator))
    }

    func addLesson(
        to course: UUID, title: String, kind: String = "video", position: Int32 = 0, summary: String = "",
        key: String = ""
    ) async throws -> CourseV1.Lesson {
        try await handlers.createLesson(
            .make { draft in
                draft.courseID = course
                draft.setLesson { edit in
                    edit.title = title
                    edit.kind = kind
                    edit.duration = 60
                    edit.position = position
                    edit.summary = summary
                }
                draft.idempotencyKey = key
            }, context: context(creator))
    }

    func edit(
        _ lesson: CourseV1.Lesson, _ mask: String, _ edit: (borrowing CourseV1.LessonEdit.Draft) -> Void
    ) async throws -> CourseV1.Lesson {
        try await handlers.updateLesson(
            .make { draft in
                draft.courseID = lesson.courseID
                draft.id = lesson.id
                draft.setLesson(edit)
                draft.updateMask = mask
            }, context: context(creator))
    }

    func course(_ id: UUID) async throws -> CourseV1.Course? {
        try await handlers.batchGetCourses(.make { $0.addIDs(id) }, context: context(creator)).courses.first
    }

    func rename(
        _ id: UUID, to title: String, expecting version: Int64 = 0, by identity: Identity? = nil
    ) async throws -> CourseV1.Course {
        try await handlers.updateCourse(
            .make { draft in
                draft.id = id
                draft.expectedVersion = version
                draft.setCourse { $0.title = title }
                draft.updateMask = "title"
            }, context: context(identity ?? creator))
    }

    /// The code of the error that something ends with; nil where it succeeds.
    static func code(_ body: () async throws -> Void) async -> Status.Code? {
        await refusal(body)?.code
    }

    /// The status that something ends with; nil where it succeeds, or fails otherwise.
    static func refusal(_ body: () async throws -> Void) async -> Status? {
        do {
            try await body()
            return nil
        } catch {
            return error as? Status
        }
    }
}

extension SecretBytes {
    fileprivate static let test = SecretBytes(Array(repeating: 7, count: 32))
}
