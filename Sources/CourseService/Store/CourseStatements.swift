import Postgres

/// Every statement of the service, so that a test can explain them all.
enum CourseStatements {
    static let getCourses = statement("get_courses", PackageResources.get_courses_sql)
    static let getCreators = statement("get_creators", PackageResources.get_creators_sql)
    static let getUserStats = statement("get_user_stats", PackageResources.get_user_stats_sql)
    static let listLessons = statement("list_lessons", PackageResources.list_lessons_sql)
    static let listAllLessons = statement("list_all_lessons", PackageResources.list_all_lessons_sql)

    /// Those that take ids, `$1 uuid[]`.
    static let byIDs = [getCourses, getCreators, getUserStats, listLessons, listAllLessons]

    static let getProgress = statement("get_progress", PackageResources.get_progress_sql)
    static let listEnrollments = statement("list_enrollments", PackageResources.list_enrollments_sql)

    /// Those that tell what users do.
    static let ofUsers = [getProgress, listEnrollments]
    /// Those that are made of templates.
    static let lists = CourseListStatement.all

    static let claimIdempotencyKey = statement(
        "claim_idempotency_key", PackageResources.claim_idempotency_key_sql)
    static let getIdempotencyKey = statement("get_idempotency_key", PackageResources.get_idempotency_key_sql)
    static let purgeIdempotencyKeys = statement(
        "purge_idempotency_keys", PackageResources.purge_idempotency_keys_sql)
    static let addCreator = statement("add_creator", PackageResources.add_creator_sql)
    static let findCreator = statement("find_creator", PackageResources.find_creator_sql)
    static let insertCourse = statement("insert_course", PackageResources.insert_course_sql)
    static let lockCourse = statement("lock_course", PackageResources.lock_course_sql)
    static let lockCourseForDeletion = statement(
        "lock_course_for_deletion", PackageResources.lock_course_for_deletion_sql)
    static let updateCourse = statement("update_course", PackageResources.update_course_sql)
    static let deleteCourse = statement("delete_course", PackageResources.delete_course_sql)
    static let insertLesson = statement("insert_lesson", PackageResources.insert_lesson_sql)
    static let lockLesson = statement("lock_lesson", PackageResources.lock_lesson_sql)
    static let getLesson = statement("get_lesson", PackageResources.get_lesson_sql)
    static let updateLesson = statement("update_lesson", PackageResources.update_lesson_sql)
    static let deleteLesson = statement("delete_lesson", PackageResources.delete_lesson_sql)

    /// Those of the writes.
    static let writes = [
        claimIdempotencyKey, getIdempotencyKey, purgeIdempotencyKeys, addCreator, findCreator, insertCourse, lockCourse,
        lockCourseForDeletion, updateCourse, deleteCourse, insertLesson, lockLesson, getLesson, updateLesson,
        deleteLesson,
    ]

    private static func statement(_ name: String, _ sql: [UInt8]) -> PostgresStatement {
        PostgresStatement(name: name, sql: String(decoding: sql, as: UTF8.self))
    }
}
