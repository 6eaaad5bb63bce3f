import HTTPTypes
import Hummingbird
import Messages
import NIOCore

/// The parameters of the catalogue's list.
struct CourseListQuery {
    static let parameters: Set<String> = [
        "category", "level", "is_free", "q", "creator", "sort", "limit", "page", "cursor",
    ]
    /// The names of the parameters by those of the call's fields, where they differ.
    static let names = ["price": "is_free", "query": "q", "creator_id": "creator"]
    private static let levels = ["beginner", "intermediate", "advanced"].map { ($0, $0) }
    private static let sorts = CourseV1.ListCoursesRequest.Sort.allCases.map { ("\($0)", $0) }
    private static let cursorPurpose = "courses"
    /// How deep pages reach by number.
    private static let deepestItem: Int64 = 10_000

    let request: CourseV1.ListCoursesRequest

    init(_ query: QueryReader, cursors: CursorSigner) throws(Problem) {
        let category = try query.text("category", atMost: 64)
        let level = try query.choice("level", of: Self.levels)
        let isFree = try query.boolean("is_free")
        let words = try query.text("q")
        let creator = try query.uuid("creator")
        let sort = try query.choice("sort", of: Self.sorts)
        let limit = try query.integer("limit", in: 1...100, default: 20) as Int32
        let cursor = try query.text("cursor", atMost: CursorSigner.limit)
        let position = try cursor.map { (text) throws(Problem) in try cursors.verified(text, for: Self.cursorPurpose) }
        let page = try query.integer("page", in: 1...Int32.max, default: 1) as Int32
        guard position == nil || page == 1 else { throw .badParameter("page", "can't be used with 'cursor'") }
        guard Int64(page) * Int64(limit) <= Self.deepestItem else {
            throw .badParameter("page", "may not reach beyond item \(Self.deepestItem); use 'cursor' to go on")
        }
        request = CourseV1.ListCoursesRequest.make { draft in
            draft.category = category ?? ""
            draft.level = level ?? ""
            draft.price = isFree.map { $0 ? .free : .paid } ?? .any
            draft.query = words ?? ""
            draft.creatorID = creator
            draft.sort = sort ?? .newest
            draft.limit = limit
            draft.page = page
            if let position { draft.cursor = position }
        }
    }

    /// Adds what `pagination` tells of a page.
    func add(_ page: CourseV1.ListCoursesResponse, _ cursors: CursorSigner, to digest: inout VersionDigest) {
        digest.add(page.totalItems)
        digest.add(page.totalIsCapped ? 1 : 0)
        digest.add(next: page.nextCursor, signedBy: cursors)
    }

    /// The cursor of the page after one; nil for the last.
    func nextCursor(after page: CourseV1.ListCoursesResponse, _ cursors: CursorSigner) -> String? {
        cursors.next(page.nextCursor, for: Self.cursorPurpose)
    }

    /// The pages beside one, by number as far as numbers reach and else by cursor, which is signed only then.
    func links(
        _ request: Request, beside page: CourseV1.ListCoursesResponse, nextCursor: @autoclosure () -> String?
    ) -> HTTPFields {
        var links = PageLinks(request, positions: ["page", "cursor"])
        let isNumbered = self.request.cursor.readableBytes == 0
        let number = Int64(self.request.page)
        links.add("first", nil)
        if isNumbered && number > 1 { links.add("prev", "page=\(number - 1)") }
        if isNumbered && (number + 1) * Int64(self.request.limit) <= Self.deepestItem {
            if page.nextCursor.readableBytes > 0 { links.add("next", "page=\(number + 1)") }
        } else if let nextCursor = nextCursor() {
            links.add("next", "cursor=\(nextCursor)")
        }
        return links.headers
    }

    /// Writes the member `pagination`. A total that stopped counting is the least that there are.
    func writePagination(
        of page: CourseV1.ListCoursesResponse, nextCursor: String?, to json: inout JSONWriter
    ) {
        let limit = Int64(request.limit)
        json.key("pagination")
        json.object { json in
            json.key("page")
            if request.cursor.readableBytes == 0 { json.value(Int64(request.page)) } else { json.null() }
            json.key("limit")
            json.value(limit)
            json.key("total_pages")
            json.value((page.totalItems + limit - 1) / limit)
            json.key("total_items")
            json.value(page.totalItems)
            json.key("total_is_capped")
            json.value(page.totalIsCapped)
            json.key("next_cursor")
            if let nextCursor { json.value(nextCursor) } else { json.null() }
        }
    }
}
