internal import Postgres

extension PostgresStatement {
    static let importPing = named("import_ping", PackageResources.import_ping_sql)

    static let importStageCourses = named("import_stage_courses", PackageResources.import_stage_courses_sql)
    static let importStageLessons = named("import_stage_lessons", PackageResources.import_stage_lessons_sql)
    static let importStageEvents = named("import_stage_events", PackageResources.import_stage_events_sql)
    static let importStageEnrollments = named("import_stage_enrollments", PackageResources.import_stage_enrollments_sql)
    static let importStageRejections = named("import_stage_rejections", PackageResources.import_stage_rejections_sql)

    static let importRejectRepeatedCourses = named(
        "import_reject_repeated_courses", PackageResources.import_reject_repeated_courses_sql)
    static let importRejectRepeatedLessons = named(
        "import_reject_repeated_lessons", PackageResources.import_reject_repeated_lessons_sql)
    static let importRejectRepeatedEvents = named(
        "import_reject_repeated_events", PackageResources.import_reject_repeated_events_sql)
    static let importRejectExcessLessons = named(
        "import_reject_excess_lessons", PackageResources.import_reject_excess_lessons_sql)
    static let importRejectConflictingEvents = named(
        "import_reject_conflicting_events", PackageResources.import_reject_conflicting_events_sql)
    static let importLockCourses = named("import_lock_courses", PackageResources.import_lock_courses_sql)
    static let importLockEventCourses = named(
        "import_lock_event_courses", PackageResources.import_lock_event_courses_sql)
    static let importTakeRejections = named("import_take_rejections", PackageResources.import_take_rejections_sql)

    static let importMergeCreators = named("import_merge_creators", PackageResources.import_merge_creators_sql)
    static let importMergeCourses = named("import_merge_courses", PackageResources.import_merge_courses_sql)
    static let importMergeLessons = named("import_merge_lessons", PackageResources.import_merge_lessons_sql)
    static let importMergeUsers = named("import_merge_users", PackageResources.import_merge_users_sql)
    static let importMergeEvents = named("import_merge_events", PackageResources.import_merge_events_sql)

    static let importListEnrollments = named("import_list_enrollments", PackageResources.import_list_enrollments_sql)
    static let importFetchEnrollments = named("import_fetch_enrollments", PackageResources.import_fetch_enrollments_sql)
    static let importMergeEventCreator = named(
        "import_merge_event_creator", PackageResources.import_merge_event_creator_sql)
    static let importMergeEventCourses = named(
        "import_merge_event_courses", PackageResources.import_merge_event_courses_sql)
    static let importMergeEnrollments = named("import_merge_enrollments", PackageResources.import_merge_enrollments_sql)

    private static func named(_ name: String, _ sql: [UInt8]) -> PostgresStatement {
        PostgresStatement(name: name, sql: String(decoding: sql, as: UTF8.self))
    }
}
