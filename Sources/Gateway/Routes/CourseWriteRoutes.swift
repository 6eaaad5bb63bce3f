import FoundationEssentials
import HTTPTypes
import Hummingbird
import Messages
import NIOCore
import RPC
import ServiceKit
import Stubs

/// How creators and admins write the catalogue.
struct CourseWriteRoutes: Sendable {
    /// The longest name of a creator, in Unicode scalars.
    private static let nameLimit = 200

    let service: CourseServiceClient
    let entities: Entities
    let bodyLimit: Int

    /// `POST /courses`: an admin may name the creator by the parameter `creator`.
    @Sendable func createCourse(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let creator = try QueryReader(request, allowed: ["creator"]).uuid("creator")
        let body = try await request.message(CourseV1.CourseEdit.self, atMost: bodyLimit)
        let key = try IdempotencyKey(request)
        let caller = try await context.caller()
        let name: Result<String, Problem> = creator == nil ? await name(of: caller, context) : .success("")
        let create = CourseV1.CreateCourseRequest.make { draft in
            draft.setCourse(body.message)
            draft.creatorName = (try? name.get()) ?? ""
            draft.creatorID = creator
            draft.idempotencyKey = key.text
        }
        let course: CourseV1.Course
        do throws(Problem) {
            course = try await write(
                members: "course", parameters: ["creator_id": "creator"], to: nil, creator: creator,
                isCaller: creator == nil, context
            ) { (options) throws(Status) in try await service.createCourse(create, options: options) }
        } catch {
            // Only who is no creator yet has to be named.
            if case .failure(let unknown) = name, error.names(parameter: "creator_name") { throw unknown }
            throw error
        }
        entities.writtenCourse(course.id, creator: course.creatorID)
        if course.status == "published" {
            await writtenStats(ofCreator: course.creatorID, isCaller: creator == nil, context)
        }
        return await respond(.created, course)
    }

    /// `PATCH /courses/{id}`: a merge patch (RFC 7396) of the version that `If-Match` names.
    @Sendable func updateCourse(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let id = try context.uuid("id")
        let patch = try await MergePatch<CourseV1.CourseEdit>(request, atMost: bodyLimit)
        let course = try await write(
            members: "course", to: id, changesStatus: patch.edits("status"), context
        ) { (options) throws(Status) in
            let update = CourseV1.UpdateCourseRequest.make { draft in
                draft.id = id
                draft.expectedVersion = patch.expectedVersion
                draft.setCourse(patch.edit)
                draft.updateMask = patch.mask
            }
            return try await service.updateCourse(update, options: options)
        }
        entities.writtenCourse(course.id, creator: course.creatorID)
        if patch.edits("status") { await writtenStats(ofCreator: course.creatorID, context) }
        return await respond(.ok, course)
    }

    /// `DELETE /courses/{id}`.
    @Sendable func deleteCourse(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let id = try context.uuid("id")
        _ = try QueryReader(request, allowed: [])
        let precondition = try EditPrecondition(request)
        let creator = try? await entities.courses.load(id, deadline: context.writeDeadline).entity?.creatorID
        _ = try await write(members: "course", to: id, creator: creator, context) { (options) throws(Status) in
            let delete = CourseV1.DeleteCourseRequest.make { draft in
                draft.id = id
                draft.expectedVersion = precondition.expectedVersion
            }
            return try await service.deleteCourse(delete, options: options)
        }
        entities.writtenCourse(id, creator: creator)
        await writtenStats(ofCreator: creator, context)
        return await flushed(Response(status: .noContent))
    }

    /// `POST /courses/{id}/lessons`.
    @Sendable func createLesson(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let course = try context.uuid("id")
        _ = try QueryReader(request, allowed: [])
        let body = try await request.message(CourseV1.LessonEdit.self, atMost: bodyLimit)
        let key = try IdempotencyKey(request)
        let lesson = try await write(members: "lesson", to: course, context) { (options) throws(Status) in
            let create = CourseV1.CreateLessonRequest.make { draft in
                draft.courseID = course
                draft.setLesson(body.message)
                draft.idempotencyKey = key.text
            }
            return try await service.createLesson(create, options: options)
        }
        entities.writtenCourse(course, creator: nil)
        return await respond(.created, lesson)
    }

    /// `PATCH /courses/{id}/lessons/{lesson}`: a merge patch.
    @Sendable func updateLesson(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let course = try context.uuid("id")
        let id = try context.uuid("lesson")
        let patch = try await MergePatch<CourseV1.LessonEdit>(request, atMost: bodyLimit)
        let lesson = try await write(members: "lesson", to: course, context) { (options) throws(Status) in
            let update = CourseV1.UpdateLessonRequest.make { draft in
                draft.courseID = course
                draft.id = id
                draft.expectedVersion = patch.expectedVersion
                draft.setLesson(patch.edit)
                draft.updateMask = patch.mask
            }
            return try await service.updateLesson(update, options: options)
        }
        entities.writtenCourse(course, creator: nil)
        return await respond(.ok, lesson)
    }

    /// `DELETE /courses/{id}/lessons/{lesson}`.
    @Sendable func deleteLesson(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let course = try context.uuid("id")
        let id = try context.uuid("lesson")
        _ = try QueryReader(request, allowed: [])
        let precondition = try EditPrecondition(request)
        _ = try await write(members: "lesson", to: course, context) { (options) throws(Status) in
            let delete = CourseV1.DeleteLessonRequest.make { draft in
                draft.courseID = course
                draft.id = id
                draft.expectedVersion = precondition.expectedVersion
            }
            return try await service.deleteLesson(delete, options: options)
        }
        entities.writtenCourse(course, creator: nil)
        return await flushed(Response(status: .noContent))
    }
}

extension CourseWriteRoutes {
    /// The name that a new creator gets: the token's, as far as it is one, or the user's; or why nobody can tell it.
    private func name(of caller: Caller, _ context: GatewayContext) async -> Result<String, Problem> {
        if let name = caller.user.username?.asName(atMost: Self.nameLimit) { return .success(name) }
        do {
            let user = try await entities.user(of: caller, deadline: context.deadline)
            return .success(user?.username.asName(atMost: Self.nameLimit) ?? caller.identity.userID.text)
        } catch {
            return .failure(Problem(failure: error, backend: UserRoutes.backend))
        }
    }

    /// Notes that it may have changed how many published courses a creator has, which is told of the user on boards.
    ///
    /// - Parameters:
    ///   - isCaller: whether the creator is known to be the caller. Others than admins write their own courses only.
    ///   - deadline: until when there is time to look the creator up; nil for ``deadlineAfterWrite(_:)``.
    private func writtenStats(
        ofCreator id: UUID?, isCaller: Bool = false, until deadline: NIODeadline? = nil, _ context: GatewayContext
    ) async {
        guard let caller = context.caller?.identity else { return }
        guard caller.role == .admin, !isCaller else { return entities.userStats.written(caller.userID) }
        guard let id else { return }
        let deadline = deadline ?? Self.deadlineAfterWrite(context)
        // In a task of its own: that of a client that has gone is cancelled.
        let user = await Task { try? await entities.creators.load(id, deadline: deadline).entity?.userID }.value
        if let user { entities.userStats.written(user) }
    }

    /// Notes a write that failed and may have been done.
    ///
    /// - Parameter changesStatus: whether it changes what the creator shows, who is looked up where nobody knows him.
    private func perhapsWritten(
        _ course: UUID?, creator known: UUID?, isCaller: Bool, changesStatus: Bool, _ context: GatewayContext
    ) async {
        entities.writtenCourse(course, creator: known)
        let deadline = Self.deadlineAfterWrite(context)
        var creator = known
        if creator == nil, changesStatus, let course {
            let options = CallOptions(deadline: deadline)
            // The reply would have told. The loader of courses would not: this one may be published no more.
            creator = await Task { () -> UUID? in
                let found = try? await service.batchGetCourses(.make { $0.addIDs(course) }, options: options)
                return found?.courses.first?.creatorID
            }.value
            if let creator { entities.creators.written(creator) }
        }
        await writtenStats(ofCreator: creator, isCaller: isCaller, until: deadline, context)
        await entities.flush()
    }

    /// Until when there is time to look up what a write has changed: a second also where the write took all of it.
    private static func deadlineAfterWrite(_ context: GatewayContext) -> NIODeadline {
        max(context.writeDeadline, .now() + .seconds(1))
    }

    /// Makes the call of a write. When it fails and the course may differ from what is read here, reads from now on do not
    /// share that: the client has to be able to find out.
    ///
    /// - Parameters:
    ///   - course: what is written; nil when it has no id yet.
    ///   - creator: the course's, if that is known.
    ///   - isCaller: whether the creator is known to be the caller.
    ///   - changesStatus: whether the course may be published by it, or be so no more.
    private func write<Reply>(
        members: String, parameters: [String: String] = [:], to course: UUID?, creator: UUID? = nil,
        isCaller: Bool = false, changesStatus: Bool = false, _ context: GatewayContext,
        _ call: (CallOptions) async throws(Status) -> Reply
    ) async throws(Problem) -> Reply {
        let options = try await context.caller().options(deadline: context.writeDeadline)
        do throws(Status) {
            return try await call(options)
        } catch {
            if error.mayFollowWrite {
                await perhapsWritten(
                    course, creator: creator, isCaller: isCaller,
                    changesStatus: changesStatus && error.mayHaveWritten, context)
            }
            throw Problem(write: error, members: members, parameters: parameters, backend: CourseRoutes.backend)
        }
    }

    private func respond(_ status: HTTPResponse.Status, _ course: CourseV1.Course) async -> Response {
        // The tag that a GET without parameters has.
        let tag = CourseView.whole.tag(of: course, .init(), VersionDigest())
        var response = await respond(status, course, tag)
        if status == .created { response.headers[.location] = "/api/v1/courses/\(course.id.text)" }
        return response
    }

    private func respond(_ status: HTTPResponse.Status, _ lesson: CourseV1.Lesson) async -> Response {
        var response = await respond(status, lesson, EntityTag(lesson))
        if status == .created {
            response.headers[.location] = "/api/v1/courses/\(lesson.courseID.text)/lessons/\(lesson.id.text)"
        }
        return response
    }

    private func respond(
        _ status: HTTPResponse.Status, _ written: some Message, _ tag: EntityTag?
    ) async -> Response {
        var response = Response.json(headers: tag.map { [.eTag: $0.description] } ?? [:]) { $0.value(written) }
        response.status = status
        return await flushed(response)
    }

    /// The answer to a write, once other gateways, too, show it to whoever has written.
    private func flushed(_ response: Response) async -> Response {
        await entities.flush()
        return response
    }
}
