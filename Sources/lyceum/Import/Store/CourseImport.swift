internal import NIOCore
internal import Postgres

/// Brings courses and their lessons into the course schema, in one transaction.
struct CourseImport {
    let courses: ImportSource<CourseField>
    let lessons: ImportSource<LessonField>?
    /// The name of the source.
    let source: String
    /// Whether one skipped row is reason to change nothing.
    let isStrict: Bool

    /// Runs the import. Running it again with the same files changes nothing.
    ///
    /// Nobody waits for it while it reads files. Then it takes locks in the order of all writers: creators, courses, and
    /// the rows that count courses, which merging them locks.
    ///
    /// - Throws: ``ImportFailure``, ``StrictImportError`` or `PostgresError`; nothing has changed then, unless the commit
    ///   failed with an unknown outcome.
    func run(on database: PostgresClient, deadline: NIODeadline, report: ImportReport) async throws -> [ImportCounts] {
        try await database.transaction(deadline: deadline) { transaction in
            _ = try await transaction.execute(.importStageRejections)
            let courseRows = try await stageCourses(transaction, report)
            let lessonRows = try await stageLessons(transaction, report)
            _ = try await transaction.execute(.importMergeCreators, sourceParameter)
            try await lockCourses(transaction, report)
            try StrictImportError.check(report, isStrict: isStrict)
            let mergedCourses = try await transaction.execute(.importMergeCourses, sourceParameter)
            var counts = [
                try ImportCounts(
                    section: CourseField.section, rows: courseRows, merged: mergedCourses, report: report)
            ]
            if let lessonRows {
                let mergedLessons = try await transaction.execute(.importMergeLessons, sourceParameter)
                counts.append(
                    try ImportCounts(
                        section: LessonField.section, rows: lessonRows, merged: mergedLessons, report: report))
            }
            return counts
        }
    }

    /// - Returns: the number of rows in the file.
    private func stageCourses(_ transaction: PostgresTransaction, _ report: ImportReport) async throws -> Int {
        let keys = NaturalKeys(source: source)
        _ = try await transaction.execute(.importStageCourses)
        let rows = try await transaction.stage(courses, into: "import_courses", reporting: report) { record, row in
            let key = record.text(.key) ?? ""
            let creatorKey = record.text(.creatorKey) ?? record.text(.creatorName) ?? source
            row.append(record.line)
            row.append(keys.course(key))
            row.append(keys.creator(creatorKey))
            row.append(creatorKey)
            row.append(record.text(.creatorName) ?? creatorKey)
            for field in [
                .key, .title, .description, .category, .level, .priceCents, .currency, .status, .rating, .publishedAt,
            ] as [CourseField] {
                row.append(record[field])
            }
        }
        _ = try await transaction.execute(.importRejectRepeatedCourses)
        try await transaction.reportRejections(from: courses, to: report)
        return rows
    }

    /// - Returns: the number of rows in the file, nil without a file: then the table is there and empty.
    private func stageLessons(_ transaction: PostgresTransaction, _ report: ImportReport) async throws -> Int? {
        let keys = NaturalKeys(source: source)
        _ = try await transaction.execute(.importStageLessons)
        guard let lessons else { return nil }
        let rows = try await transaction.stage(lessons, into: "import_lessons", reporting: report) { record, row in
            let key = try LessonKey(record, column: lessons.rules.columnName(of: .key))
            row.append(record.line)
            row.append(keys.lesson(key.key, of: key.course))
            row.append(keys.course(key.course))
            row.append(key.course)
            row.append(key.key)
            row.append(key.sourceKey)
            for field in [.position, .title, .kind, .duration, .difficulty, .summary] as [LessonField] {
                row.append(record[field])
            }
        }
        _ = try await transaction.execute(.importRejectRepeatedLessons)
        return rows
    }

    /// Locks the courses of both files, and rejects the lessons that these can't have.
    private func lockCourses(_ transaction: PostgresTransaction, _ report: ImportReport) async throws {
        _ = try await transaction.execute(.importLockCourses)
        guard let lessons else { return }
        _ = try await transaction.execute(.importRejectExcessLessons)
        try await transaction.reportRejections(from: lessons, to: report)
    }

    private var sourceParameter: PostgresParameters {
        var parameters = PostgresParameters()
        parameters.append(source)
        return parameters
    }
}

extension ImportCounts {
    /// Counts the rows of a kind whose merge returned how many rows it inserted and updated.
    fileprivate init(section: String, rows: Int, merged: PostgresResult, report: ImportReport) throws {
        self.init(section: section, read: rows, skipped: report.count(of: section))
        for row in merged.rows {
            inserted = Int(try row.int64(0))
            updated = Int(try row.int64(1))
        }
    }
}
