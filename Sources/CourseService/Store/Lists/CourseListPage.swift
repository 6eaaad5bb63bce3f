import Postgres

/// One page of a list of courses.
struct CourseListPage: Sendable {
    let courses: [CourseRow]
    /// How many courses match; a lower bound if `totalIsCapped`.
    let total: Int64
    let totalIsCapped: Bool
    /// Where the page ends; nil on the last one.
    let end: CourseListPosition?

    /// Reads what a list statement returned: the total in every row, and one course more than asked for if there are more.
    init(_ rows: PostgresRows, of query: CourseListQuery) throws(PostgresError) {
        var courses: [CourseRow] = []
        var end: CourseListPosition?
        for row in rows where !row.isNull(Column.firstOfCourse) {
            let course = CourseRow(row, offset: Column.firstOfCourse)
            if courses.count == query.limit {
                end = try courses.last?.position(in: query.sort)
            } else {
                courses.append(course)
            }
        }
        self.courses = courses
        self.end = end
        total = try rows[0].int64(Column.total)
        totalIsCapped = try rows[0].bool(Column.totalIsCapped)
    }

    private enum Column {
        static let total = 0
        static let totalIsCapped = 1
        static let firstOfCourse = 2
    }
}
