import RPC

/// The limits of requests, as the service's .proto has them.
enum CourseLimits {
    /// Ids of one batch.
    static let batch = 512
    /// Courses of which lessons are listed at once.
    static let lessonLists = 100
    /// Courses whose lessons one statement reads, each of which may have ``lessonBytes``.
    static let lessonListsOfStatement = 16
    /// Users whose enrolments are listed at once.
    static let enrollmentLists = 16
    /// Courses of one page.
    static let page = 100
    /// How deep pages may be asked for by number; `page` × `limit`.
    static let depth = 10_000
    /// Characters of a search.
    static let query = 200
    /// Characters of a category.
    static let category = 64
    /// Bytes of a description or a summary in UTF-8: a hundred courses fit a frame.
    static let longText = 20_000
    /// Bytes of a course's lessons, each its title, its summary and ``bytesOfLesson``: four lists fit a frame.
    static let lessonBytes: Int64 = 1_000_000
    /// What a lesson takes in a list besides its title and its summary, at most.
    static let bytesOfLesson: Int64 = 100

    /// Refuses a repeated field that has too many elements.
    static func check(_ count: Int, _ field: String, _ limit: Int) throws(Status) {
        guard count <= limit else {
            throw .badRequest(field, "has \(count) elements; at most \(limit) are allowed")
        }
    }

    /// The limit of a page, from 1 to 100.
    static func pageLimit(_ limit: Int32) throws(Status) -> Int {
        guard (1...page).contains(Int(limit)) else {
            throw .badRequest("limit", "must be 1 to \(page), not \(limit)")
        }
        return Int(limit)
    }
}
