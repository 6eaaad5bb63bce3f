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
        return batches + CourseListShape.all.flatMap(lists)
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
