public import Postgres

/// The steps of the schema `course`, one file of SQL/Migrations each.
public enum CourseMigrations {
    /// The schema that they make.
    public static let schema = "course"

    /// All steps, in order. A step that has been released never changes: a later one corrects it.
    public static let all = [
        Migration(version: 1, name: "courses", sql: text(PackageResources._001_courses_sql)),
        Migration(version: 2, name: "learning", sql: text(PackageResources._002_learning_sql)),
        Migration(version: 3, name: "stats", sql: text(PackageResources._003_stats_sql)),
        Migration(version: 4, name: "catalogue", sql: text(PackageResources._004_catalogue_sql)),
        Migration(version: 5, name: "listings", sql: text(PackageResources._005_listings_sql)),
        Migration(version: 6, name: "idempotency", sql: text(PackageResources._006_idempotency_sql)),
        Migration(version: 7, name: "enrollment_order", sql: text(PackageResources._007_enrollment_order_sql)),
        Migration(version: 8, name: "enrollment_progress", sql: text(PackageResources._008_enrollment_progress_sql)),
        Migration(
            version: 9, name: "enrollment_progress_backfill",
            sql: text(PackageResources._009_enrollment_progress_backfill_sql)),
    ]

    private static func text(_ resource: [UInt8]) -> String { String(decoding: resource, as: UTF8.self) }
}
