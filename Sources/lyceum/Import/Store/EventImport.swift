internal import FoundationEssentials
internal import NIOCore
internal import Postgres

/// Brings XP events into the leaderboard schema, with the users they are of, and enrols these in the courses they are
/// about, which it makes where they are missing.
///
/// The two schemas may lie in two databases, so there is no transaction over both. The courses and enrolments are
/// committed first, while the transaction with the users and events waits for it with all its work done. A failure
/// before that changes nothing; one between the two commits leaves enrolments without their events, and running the
/// import again completes it, since every id is made of natural keys.
struct EventImport {
    let events: ImportSource<EventField>
    /// The name of the source.
    let source: String
    /// Whether one skipped row is reason to change nothing.
    let isStrict: Bool

    /// Runs the import. Running it again with the same file changes nothing.
    ///
    /// - Throws: ``ImportFailure``, ``StrictImportError`` or `PostgresError`.
    func run(
        leaderboard: PostgresClient, course: PostgresClient, deadline: NIODeadline, report: ImportReport
    ) async throws -> EventImportOutcome {
        try await leaderboard.transaction(deadline: deadline) { transaction in
            var outcome = EventImportOutcome(events: try await importEvents(transaction, report))
            try StrictImportError.check(report, isStrict: isStrict)
            outcome.users = try await transaction.execute(.importMergeUsers, parameters).affectedRows
            outcome.events.inserted = try await transaction.execute(.importMergeEvents).affectedRows
            try await course.transaction(deadline: deadline) { courseTransaction in
                try await stageEnrollments(courseTransaction, from: transaction)
                (outcome.courses, outcome.enrollments) = try await mergeEnrollments(courseTransaction)
            }
            return outcome
        }
    }

    private func importEvents(_ transaction: PostgresTransaction, _ report: ImportReport) async throws -> ImportCounts {
        let keys = NaturalKeys(source: source)
        _ = try await transaction.execute(.importStageRejections)
        _ = try await transaction.execute(.importStageEvents)
        let rows = try await transaction.stage(events, into: "import_events", reporting: report) { record, row in
            let key = record.text(.key) ?? ""
            let user = record.text(.user) ?? ""
            row.append(record.line)
            row.append(keys.event(key))
            row.append(key)
            row.append(keys.user(user))
            row.append(user)
            row.append(record.text(.course).map(keys.course))
            for field in [.course, .at, .points, .type] as [EventField] {
                row.append(record[field])
            }
        }
        _ = try await transaction.execute(.importRejectRepeatedEvents)
        _ = try await transaction.execute(.importRejectConflictingEvents)
        try await transaction.reportRejections(from: events, to: report)
        return ImportCounts(section: EventField.section, read: rows, skipped: report.count(of: EventField.section))
    }

    private func stageEnrollments(_ course: PostgresTransaction, from leaderboard: PostgresTransaction) async throws {
        _ = try await course.execute(.importStageEnrollments)
        _ = try await leaderboard.execute(.importListEnrollments)
        _ = try await course.copyIn("COPY import_enrollments FROM STDIN") { writer in
            var buffer = CopyBuffer(writer)
            try await leaderboard.forEachRow(.importFetchEnrollments) { enrollment in
                try await buffer.append { row in
                    row.append(try enrollment.uuid(0))
                    row.append(try enrollment.uuid(1))
                    row.append(try enrollment.text(2))
                    row.append(try enrollment.int64(3))
                }
            }
            try await buffer.flush()
        }
    }

    private func mergeEnrollments(
        _ transaction: PostgresTransaction
    ) async throws -> (courses: Int, enrollments: Int) {
        var creator = PostgresParameters()
        creator.append(NaturalKeys(source: source).creator(source))
        creator.append(source)
        _ = try await transaction.execute(.importMergeEventCreator, creator)
        _ = try await transaction.execute(.importLockEventCourses)
        let courses = try await transaction.execute(.importMergeEventCourses, creator).affectedRows
        let enrollments = try await transaction.execute(.importMergeEnrollments).affectedRows
        return (courses, enrollments)
    }

    private var parameters: PostgresParameters {
        var parameters = PostgresParameters()
        parameters.append(source)
        return parameters
    }
}
