import FoundationEssentials
import HTTPTypes
import Hummingbird
import Messages
import RPC
import Stubs

/// The catalogue. Reads are here; writes on the same paths are ``CourseWriteRoutes``.
struct CourseRoutes: Sendable {
    static let backend = "The course service"
    private static let listParameters = CourseView.parameters.union(CourseListQuery.parameters)
    private static let popularParameters = CourseView.parameters.union(["limit"])

    let service: CourseServiceClient
    let entities: Entities
    let cursors: CursorSigner
    let bodyLimit: Int

    func add(to routes: RouteTable) {
        let writes = CourseWriteRoutes(service: service, entities: entities, bodyLimit: bodyLimit)
        routes.add(
            "/api/v1/courses", Route(.get, .listCourses, cost: 5, maximumBackendCalls: 4, list),
            // The caller's name may be looked up for a first course, or the user of the creator that an admin names.
            Route(.post, .createCourse, for: .role(.creator), maximumBackendCalls: 2, writes.createCourse))
        routes.add(
            "/api/v1/courses/popular", Route(.get, .listPopularCourses, cost: 5, maximumBackendCalls: 4, popular))
        routes.add("/api/v1/courses/batch", Route(.post, .batchGetCourses, maximumBackendCalls: 4, batch))
        // A draft is asked for once more, for its author.
        routes.add(
            "/api/v1/courses/:id", Route(.get, .getCourse, maximumBackendCalls: 6, one),
            // For an admin the creator's user is looked up. Where a change's reply is lost, the course may be, besides.
            Route(.patch, .updateCourse, for: .role(.creator), maximumBackendCalls: 2, writes.updateCourse),
            Route(.delete, .deleteCourse, for: .role(.creator), maximumBackendCalls: 3, writes.deleteCourse))
        routes.add(
            "/api/v1/courses/:id/lessons", Route(.get, .listLessons, cost: 5, maximumBackendCalls: 4, lessons),
            Route(.post, .createLesson, for: .role(.creator), writes.createLesson))
        routes.add(
            "/api/v1/courses/:id/lessons/:lesson", Route(.get, .getLesson, cost: 5, maximumBackendCalls: 4, lesson),
            Route(.patch, .updateLesson, for: .role(.creator), writes.updateLesson),
            Route(.delete, .deleteLesson, for: .role(.creator), writes.deleteLesson))
    }

    @Sendable private func one(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let id = try context.uuid("id")
        let query = try QueryReader(request, allowed: CourseView.parameters)
        let view = try await CourseView(query, ofMany: false, context)
        let answer = try await load { try await entities.courses.load(id, deadline: context.deadline) }
        let draft = answer.entity == nil ? try await drafts.draft(id, context) : nil
        guard let course = answer.entity ?? draft?.course else { throw Problem.notFound("course", id.text) }
        let included = await view.included(
            with: [course], entities, context, drafts: draft == nil ? nil : drafts, knownCreators: draft?.creator)
        let tag = view.tag(of: course, included, VersionDigest(query))
        var response = request.json(tag, headers: view.headers) { json in
            view.write(course, included, to: &json)
        }
        if draft != nil { response.headers[.cacheControl] = "private, no-store" }
        return response
    }

    @Sendable private func batch(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let view = try await CourseView(
            QueryReader(request, allowed: CourseView.parameters), ofMany: true, context)
        let body = try await request.message(CourseV1.BatchGetCoursesRequest.self, atMost: bodyLimit)
        let ids = try body.message.ids.checked(as: "ids")
        let results = await entities.courses.loadMany(ids, deadline: context.deadline)
        let found = BatchResults(results, ids, entity: "course", backend: Self.backend)
        let included = await view.included(with: found.entities.compactMap(\.self), entities, context)
        return .json(capacity: 1280 * ids.count, headers: view.headers) { json in
            json.object { json in
                json.key("courses")
                json.array { json in
                    for course in found.entities {
                        guard let course else {
                            json.null()
                            continue
                        }
                        json.object { view.members(of: course, included, to: &$0) }
                    }
                }
                included.problems.write(to: &json)
                found.writeErrors(to: &json)
            }
        }
    }

    @Sendable private func list(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let query = try QueryReader(request, allowed: Self.listParameters)
        let view = try await CourseView(query, ofMany: true, context)
        let list = try CourseListQuery(query, cursors: cursors)
        let shared = try await load(parameters: CourseListQuery.names) {
            try await entities.coursePages.load(list.request, deadline: context.deadline)
        }
        let page = shared.page
        let included = await view.included(with: page.courses, entities, context)
        var digest = VersionDigest(query)
        list.add(page, cursors, to: &digest)
        let tag = view.tag(of: page.courses, included, digest)
        lazy var nextCursor = list.nextCursor(after: page, cursors)
        var headers = list.links(request, beside: page, nextCursor: nextCursor)
        headers.append(contentsOf: view.headers)
        return request.json(tag, headers: headers) {
            view.json(of: page.courses, on: shared, included) { json in
                list.writePagination(of: page, nextCursor: nextCursor, to: &json)
            }
        }
    }

    @Sendable private func popular(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let query = try QueryReader(request, allowed: Self.popularParameters)
        let view = try await CourseView(query, ofMany: true, context)
        let limit = try query.integer("limit", in: 1...100, default: 20) as Int32
        let shared = try await load {
            try await entities.popularCourses.load(.make { $0.limit = limit }, deadline: context.deadline)
        }
        let courses = shared.page.courses
        let included = await view.included(with: courses, entities, context)
        let tag = view.tag(of: courses, included, VersionDigest(query))
        return request.json(tag, headers: view.headers) { view.json(of: courses, on: shared, included) }
    }

    @Sendable private func lessons(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let id = try context.uuid("id")
        var digest = VersionDigest(try QueryReader(request, allowed: []))
        let (list, isHidden) = try await lessonList(of: id, context)
        digest.add(list)
        let tag = EntityTag(text: digest.text)
        var response = request.json(tag, capacity: 512 * list.lessons.count) { json in
            json.value(list)
        }
        if isHidden { response.headers[.cacheControl] = "private, no-store" }
        return response
    }

    /// One of a course's lessons, which are looked up together.
    @Sendable private func lesson(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let course = try context.uuid("id")
        let id = try context.uuid("lesson")
        _ = try QueryReader(request, allowed: [])
        let (list, isHidden) = try await lessonList(of: course, context)
        guard let lesson = list.lessons.first(where: { $0.id == id }) else { throw Problem.notFound("lesson", id.text) }
        var response = request.json(EntityTag(lesson)) { $0.value(lesson) }
        if isHidden { response.headers[.cacheControl] = "private, no-store" }
        return response
    }

    /// The lessons of a course, and whether only its authors may see them.
    private func lessonList(
        of id: UUID, _ context: GatewayContext
    ) async throws(Problem) -> (list: CourseV1.LessonList, isHidden: Bool) {
        let answer = try await load { try await entities.lessons.load(id, deadline: context.deadline) }
        if let list = answer.entity { return (list, false) }
        guard let list = try await drafts.lessons(id, context) else { throw .notFound("course", id.text) }
        return (list, true)
    }

    private var drafts: AuthorDrafts { AuthorDrafts(service: service, entities: entities) }

    private func load<Value>(
        parameters: [String: String] = [:], _ body: () async throws -> Value
    ) async throws(Problem) -> Value {
        do {
            return try await body()
        } catch {
            throw Problem(failure: error, backend: Self.backend, parameters: parameters)
        }
    }
}

extension UUID {
    /// The canonical text, in lower case (RFC 9562).
    var text: String { uuidString.lowercased() }
}
