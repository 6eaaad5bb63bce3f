/// A page of a list of courses.
struct CourseListQuery: Sendable, Hashable {
    /// Where a page begins.
    enum Start: Sendable, Hashable {
        /// Behind this many courses.
        case offset(Int64)
        /// Behind this place.
        case after(CourseListPosition)
    }

    var filter = CourseFilter()
    var sort = CourseSort.newest
    var start = Start.offset(0)
    /// At most this many courses.
    var limit: Int
}
