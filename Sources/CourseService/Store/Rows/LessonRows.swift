import FoundationEssentials
import Messages
import Postgres

/// The lessons of one course, in their order: consecutive rows of a result.
struct LessonRows: Sendable {
    private let rows: Slice<PostgresRows>

    /// Cuts a result, in which the rows of each course are together, into its courses.
    static func byCourse(_ rows: PostgresRows) throws(PostgresError) -> [UUID: LessonRows] {
        var courses: [UUID: LessonRows] = [:]
        var start = rows.startIndex
        while start < rows.endIndex {
            let course = try rows[start].uuid(LessonColumn.courseID.rawValue)
            var end = start + 1
            while end < rows.endIndex, try rows[end].uuid(LessonColumn.courseID.rawValue) == course { end += 1 }
            // A course without lessons has one row, which shows none.
            let isEmpty = rows[start].isNull(LessonColumn.id.rawValue)
            courses[course] = LessonRows(rows: rows[start..<(isEmpty ? start : end)])
            start = end
        }
        return courses
    }

    /// Writes as many lessons as a list may have: of a course that was filled before there was a limit, or by other means
    /// than the writes here, the first ones.
    func write(to list: borrowing CourseV1.LessonList.Draft) throws(PostgresError) {
        var room = CourseLimits.lessonBytes
        for row in rows {
            let lesson = LessonRow(row)
            room -= lesson.listedBytes
            guard room >= 0 else { return }
            try list.addLessons { (draft) throws(PostgresError) in try lesson.write(to: draft) }
        }
    }
}
