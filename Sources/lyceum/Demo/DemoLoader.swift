internal import FoundationEssentials
internal import NIOCore
internal import Postgres

/// Fills the databases with the demo, each schema in one transaction. What holds the demo already is left as it is.
struct DemoLoader: Sendable {
    /// The natural source of the demo's rows.
    static let source = "demo"

    let scale: DemoScale
    let day: DemoDay
    let keys = NaturalKeys(source: source)

    /// Loads what is missing.
    ///
    /// - Parameters:
    ///   - client: may write both schemas, and has a statement time-out as long as the deadline.
    ///   - progress: is told the share that is done, from 0 to 1, and what is being loaded.
    /// - Returns: false if everything was there.
    /// - Throws: `PostgresError`; a schema is filled or unchanged then.
    @discardableResult
    func load(
        through client: PostgresClient, deadline: NIODeadline,
        progress: @escaping (_ share: Double, _ step: String) -> Void
    ) async throws -> Bool {
        let catalogue = DemoCatalogue(scale: scale, day: day, keys: keys)
        let learners = DemoLearners(scale: scale, day: day, catalogue: catalogue, keys: keys)
        var progress = DemoProgress(scale: scale, report: progress)
        let loadedCourses = try await client.transaction(deadline: deadline) { transaction in
            guard try await isMissing(.demoInCourses, transaction) else { return false }
            try await load(catalogue, transaction, &progress)
            try await load(learners, of: catalogue, transaction, &progress)
            return true
        }
        let loadedUsers = try await client.transaction(deadline: deadline) { transaction in
            guard try await isMissing(.demoInUsers, transaction) else { return false }
            try await load(users: learners, creators: catalogue.creators.count, transaction, &progress)
            let events = DemoEvents(scale: scale, day: day, catalogue: catalogue, learners: learners)
            try await load(events, transaction, &progress)
            try await loadAchievements(of: learners, transaction)
            return true
        }
        let isLoaded = loadedCourses || loadedUsers
        if isLoaded { try await vacuum(client, deadline: deadline) }
        return isLoaded
    }

    /// Loading updates what it has inserted, and each look-up would step over the dead rows until autovacuum comes.
    ///
    /// - Throws: `CancellationError` only: whatever is in its way, the demo is there without it.
    private func vacuum(_ client: PostgresClient, deadline: NIODeadline) async throws {
        let script = """
            VACUUM (ANALYZE) course.creators, course.creator_stats, course.courses, course.lessons, course.enrollments,
                course.progress, course.user_stats, course.listings,
                leaderboard.users, leaderboard.xp_events, leaderboard.achievements
            """
        do {
            try await client.execute(script: script, deadline: deadline)
        } catch {
            try Task.checkCancellation()
        }
    }

    private func isMissing(
        _ statement: PostgresStatement, _ transaction: PostgresTransaction
    ) async throws(PostgresError) -> Bool {
        var parameters = PostgresParameters()
        parameters.append(Self.source)
        return try await transaction.execute(statement, parameters).rowCount == 0
    }
}

extension PostgresStatement {
    fileprivate static let demoInCourses = PostgresStatement(
        name: "demo_in_courses", sql: "SELECT 1 FROM course.courses WHERE source = $1 LIMIT 1")
    fileprivate static let demoInUsers = PostgresStatement(
        name: "demo_in_users", sql: "SELECT 1 FROM leaderboard.users WHERE source = $1 LIMIT 1")
}
