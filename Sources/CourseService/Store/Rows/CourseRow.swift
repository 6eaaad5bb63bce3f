import Messages
import Postgres

/// A course as the queries select it. The row keeps the result that it lies in; texts are copied once, into the message.
struct CourseRow: Sendable {
    private let row: PostgresRow
    /// What precedes the course's columns in the row.
    private let offset: Int

    init(_ row: PostgresRow, offset: Int = 0) {
        self.row = row
        self.offset = offset
    }

    /// Where a list that is continued behind this course goes on.
    func position(in sort: CourseSort) throws(PostgresError) -> CourseListPosition {
        let key: CourseListPosition.Key =
            switch sort {
            case .newest: .publishedAt(microseconds: try row.microseconds(column(.publishedAt)))
            case .popular: .enrollments(try row.int64(column(.totalEnrollments)))
            case .rating: .rating(try row.double(column(.rating)))
            case .title: .title(try row.text(column(.title)))
            }
        return CourseListPosition(key: key, id: try row.uuid(column(.id)))
    }

    func write(to course: borrowing CourseV1.Course.Draft) throws(PostgresError) {
        course.id = try row.uuid(column(.id))
        row.withBytes(column(.title)) { course.setTitle($0) }
        row.withLongText(column(.description)) { course.setDescription($0) }
        row.withBytes(column(.category)) { course.setCategory($0) }
        row.withBytes(column(.level)) { course.setLevel($0) }
        course.priceCents = try row.int64(column(.priceCents))
        row.withBytes(column(.currency)) { course.setCurrency($0) }
        course.isFree = try row.bool(column(.isFree))
        row.withBytes(column(.status)) { course.setStatus($0) }
        course.rating = try row.double(column(.rating))
        if !row.isNull(column(.publishedAt)) { course.publishedAt = try row.microseconds(column(.publishedAt)) }
        course.createdAt = try row.microseconds(column(.createdAt))
        course.updatedAt = try row.microseconds(column(.updatedAt))
        course.creatorID = try row.uuid(column(.creatorID))
        row.withBytes(column(.creatorName)) { course.setCreatorName($0) }
        course.version = try row.int64(column(.version))
        course.statsVersion = try row.int64(column(.statsVersion))
        try course.setStats { (stats) throws(PostgresError) in try write(to: stats) }
    }

    private func write(to stats: borrowing CourseV1.CourseStats.Draft) throws(PostgresError) {
        stats.lessonCount = try row.int64(column(.lessonCount))
        stats.totalDuration = try row.int64(column(.totalDuration))
        stats.quizCount = try row.int64(column(.quizCount))
        stats.completionRate = try row.double(column(.completionRate))
        stats.averageCompletionTime = try row.double(column(.averageCompletionTime))
        stats.totalEnrollments = try row.int64(column(.totalEnrollments))
        row.withBytes(column(.lastLessonTitle)) { stats.setLastLessonTitle($0) }
    }

    private func column(_ column: CourseColumn) -> Int {
        offset + column.rawValue
    }
}

/// The columns of a course, in the order of the queries.
enum CourseColumn: Int, CaseIterable {
    case id, title, description, category, level, priceCents, currency, isFree, status, rating
    case publishedAt, createdAt, updatedAt, creatorID, creatorName, version, statsVersion
    case lessonCount, totalDuration, quizCount, completionRate, averageCompletionTime, totalEnrollments, lastLessonTitle
}
