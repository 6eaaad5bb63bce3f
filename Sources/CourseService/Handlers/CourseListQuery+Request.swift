import Messages
import RPC

extension CourseListQuery {
    /// Checks a request and reads it.
    ///
    /// - Throws: INVALID_ARGUMENT that names the first field that is wrong.
    init(_ request: CourseV1.ListCoursesRequest) throws(Status) {
        limit = try CourseLimits.pageLimit(request.limit)
        filter = try CourseFilter(request)
        sort = try Self.sort(request)
        start = try Self.start(request, limit: limit, filter: filter, sort: sort)
    }

    private static func sort(_ request: CourseV1.ListCoursesRequest) throws(Status) -> CourseSort {
        switch request.sort {
        case .newest: .newest
        case .popular: .popular
        case .rating: .rating
        case .title: .title
        case nil: throw .badRequest("sort", "must be NEWEST, POPULAR, RATING or TITLE")
        }
    }

    private static func start(
        _ request: CourseV1.ListCoursesRequest, limit: Int, filter: CourseFilter, sort: CourseSort
    ) throws(Status) -> Start {
        let cursor = request.cursor
        guard cursor.readableBytes > 0 else {
            return .offset(try offset(ofPage: Int(request.page), limit: limit))
        }
        do {
            return .after(try CourseCursor(cursor, of: filter, in: sort).position)
        } catch {
            switch error {
            case .malformed: throw .badRequest("cursor", "is not one of this service")
            case .otherList: throw .badRequest("cursor", "belongs to a list with other filters or another sort")
            }
        }
    }

    private static func offset(ofPage page: Int, limit: Int) throws(Status) -> Int64 {
        guard page >= 1 else { throw .badRequest("page", "must be 1 or more, not \(page)") }
        guard page * limit <= CourseLimits.depth else {
            throw .badRequest("page", "ends beyond \(CourseLimits.depth) courses; use cursor to go deeper")
        }
        return Int64((page - 1) * limit)
    }
}

extension CourseFilter {
    private static let levels = ["beginner", "intermediate", "advanced"]

    fileprivate init(_ request: CourseV1.ListCoursesRequest) throws(Status) {
        category = try Self.text(request.category, "category", atMost: CourseLimits.category)
        words = try Self.text(request.query, "query", atMost: CourseLimits.query)
        level = request.level.isEmpty ? nil : request.level
        if let level, !Self.levels.contains(level) {
            throw .badRequest("level", "must be beginner, intermediate or advanced")
        }
        switch request.price {
        case .any: isFree = nil
        case .free: isFree = true
        case .paid: isFree = false
        case nil: throw .badRequest("price", "must be ANY, FREE or PAID")
        }
        creatorID = request.creatorID
    }

    /// Without the white space around it; nil if nothing is left.
    private static func text(_ text: String, _ field: String, atMost limit: Int) throws(Status) -> String? {
        guard text.unicodeScalars.count <= limit else {
            throw .badRequest(field, "must have at most \(limit) characters")
        }
        let trimmed = text.drop(while: \.isWhitespace)
        guard let end = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return String(trimmed[...end])
    }
}
