import Postgres

/// Every statement of the service, so that a test can explain them all.
enum CourseStatements {
    static let getCourses = statement("get_courses", PackageResources.get_courses_sql)
    static let getCreators = statement("get_creators", PackageResources.get_creators_sql)
    static let getUserStats = statement("get_user_stats", PackageResources.get_user_stats_sql)
    static let listLessons = statement("list_lessons", PackageResources.list_lessons_sql)

    /// Those that take ids, `$1 uuid[]`.
    static let byIDs = [getCourses, getCreators, getUserStats, listLessons]
    /// Those that are made of templates.
    static let lists = CourseListStatement.all

    private static func statement(_ name: String, _ sql: [UInt8]) -> PostgresStatement {
        PostgresStatement(name: name, sql: String(decoding: sql, as: UTF8.self))
    }
}
