import Hummingbird
import Messages
import RPC
import ServiceKit
import Stubs

/// The courses that a user is enrolled in, page by page.
struct MyCoursesRoutes: Sendable {
    private static let parameters: Set<String> = ["limit", "cursor"]

    let courses: CourseServiceClient
    let entities: Entities
    let cursors: CursorSigner

    func add(to routes: RouteTable) {
        routes.add(
            "/api/v1/me/courses", Route(.get, .listMyCourses, for: .user, cost: 5, maximumBackendCalls: 3, page))
    }

    @Sendable private func page(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let query = try QueryReader(request, allowed: Self.parameters)
        let caller = try await context.caller()
        // A cursor is of use to whom it was given.
        let purpose = "me/courses \(caller.identity.userID.text)"
        let limit = try query.integer("limit", in: 1...100, default: 20) as Int32
        let cursor = try query.text("cursor", atMost: CursorSigner.limit)
        let position = try cursor.map { (text) throws(Problem) in try cursors.verified(text, for: purpose) }
        let page = try await EnrolledCourses.load(
            .make { draft in
                draft.limit = limit
                if let position { draft.cursor = position }
            }, of: caller, from: courses, entities, context)
        let nextCursor = cursors.next(page.nextCursor, for: purpose)
        var links = PageLinks(request, positions: ["cursor"])
        links.add("first", nil)
        if let nextCursor { links.add("next", "cursor=\(nextCursor)") }
        return .json(capacity: 1024 + page.capacity, headers: links.headers) { json in
            json.object { json in
                json.key("courses")
                page.write(for: caller, to: &json)
                json.key("pagination")
                json.object { json in
                    json.key("limit")
                    json.value(Int64(limit))
                    json.key("next_cursor")
                    if let nextCursor { json.value(nextCursor) } else { json.null() }
                }
                page.problems.write(to: &json)
            }
        }
    }
}
