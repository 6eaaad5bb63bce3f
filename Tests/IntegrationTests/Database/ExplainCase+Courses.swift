import Postgres

@testable import CourseService

extension ExplainCase {
    /// How frequent the values are that a list filters by.
    enum Frequency: CaseIterable {
        case common, rare, absent
    }

    /// Every statement of CourseService with several values.
    static var courses: [ExplainCase] {
        let batches = CourseStatements.byIDs.flatMap { statement in
            [1, 100, 512].map { count in
                ExplainCase(
                    statement: statement, arguments: [PlanTestData.ids(of: statement.name, count: count)],
                    // At most two rows of each id, or the ten lessons of a course.
                    rowLimit: count * 13 + 100)
            }
        }
        return batches + ofUsers + writes + CourseListShape.all.flatMap(lists)
    }

    /// The statements of users, some of whom have begun every lesson of many courses.
    private static var ofUsers: [ExplainCase] {
        let users = ("uuid[]", "array_prepend(md5('busy')::uuid, public.some_ids('user', 19, 15))")
        let courses = ("uuid[]", "array_fill(md5('course7')::uuid, ARRAY[16])")
        let lists = [1, 100].flatMap { limit in
            // The first page, and one deep down.
            ["infinity", "2022-01-15"].map { time in
                // The busy one's rows, one of each other; twelve rows for a course and the lessons of it.
                ExplainCase(
                    statement: CourseStatements.listEnrollments,
                    arguments: [
                        users, ("timestamptz[]", "array_fill(timestamptz '\(time)', ARRAY[16])"), courses,
                        ("bigint", "\(limit)"),
                    ], rowLimit: (limit + 15) * 14 + 100)
            }
        }
        let progress = [1, 100, 512].map { count in
            ExplainCase(
                statement: CourseStatements.getProgress,
                arguments: [
                    ("uuid[]", "array_fill(md5('busy')::uuid, ARRAY[\(count)])"),
                    PlanTestData.ids(of: "get_courses", count: count),
                ], rowLimit: count * 14 + 100)
        }
        return lists + progress
    }

    /// The statements of the writes, in an order in which each finds its rows and takes away what was made.
    private static var writes: [ExplainCase] {
        let course = ("uuid", "md5('course7')::uuid")
        let user = ("uuid", "md5('user7')::uuid")
        let creator = ("uuid", "md5('creator7')::uuid")
        let request = ("bytea", "'request'")
        let edit: [Argument] = [
            ("text", "'Title'"), ("text", "NULL"), ("text", "'food'"), ("text", "'beginner'"), ("bigint", "0"),
            ("text", "'USD'"), ("text", "'published'"),
        ]
        let lessonEdit: [Argument] = [
            ("integer", "0"), ("text", "'Title'"), ("text", "'video'"), ("bigint", "60"), ("integer", "0"),
            ("text", "''"),
        ]
        let made = ("uuid", "md5('made')::uuid")
        let size = ("bigint", "100")
        let arguments: [(PostgresStatement, [Argument])] = [
            (CourseStatements.claimIdempotencyKey, [user, ("text", "'key'"), request, made]),
            (CourseStatements.getIdempotencyKey, [user, ("text", "'key'"), request]),
            (CourseStatements.purgeIdempotencyKeys, []),
            (CourseStatements.addCreator, [made, user, ("text", "'Ada'")]),
            (CourseStatements.findCreator, [user]),
            (CourseStatements.insertCourse, [made, creator] + edit.map { $0.value == "NULL" ? ("text", "''") : $0 }),
            (CourseStatements.lockCourse, [course]), (CourseStatements.lockCourseForDeletion, [course]),
            (CourseStatements.updateCourse, [course] + edit), (CourseStatements.deleteCourse, [made]),
            (CourseStatements.insertLesson, [made, course] + lessonEdit + [size, ("bigint", "1000000")]),
            (CourseStatements.lockLesson, [made, course, size]), (CourseStatements.getLesson, [made]),
            (CourseStatements.updateLesson, [made] + lessonEdit.map { $0.value == "0" ? ($0.type, "3") : $0 }),
            (CourseStatements.deleteLesson, [made]),
        ]
        return arguments.map { ExplainCase(statement: $0, arguments: $1, rowLimit: 200) }
    }

    private static func lists(_ shape: CourseListShape) -> [ExplainCase] {
        let offsets: [Int64] = shape.isAfter ? [0] : [0, 900, 9_900]
        return Frequency.allCases.flatMap { frequency in
            offsets.map { offset in
                let query = PlanTestData.query(shape, frequency, offset: offset)
                let statement = CourseListStatement.of(query)
                return ExplainCase(
                    statement: statement.statement,
                    arguments: statement.parameters.map { PlanTestData.argument($0, of: query) },
                    rowLimit: rowLimit(shape, frequency, Int(offset)))
            }
        }
    }

    /// Facets read the page, what it skips, a row of each of the six partitions, and the counters. Words and creators read
    /// their matches, in the index, in the table and once more in order.
    private static func rowLimit(_ shape: CourseListShape, _ frequency: Frequency, _ offset: Int) -> Int {
        let page = offset + 2 * 101 + 100
        guard shape.needsSearch else { return page }
        return page + (frequency == .common ? 4 * PlanTestData.commonMatches : 3_000)
    }
}
