internal import Postgres

extension DemoLoader {
    /// Copies the users; the first ones are creators.
    func load(
        users learners: DemoLearners, creators: Int, _ transaction: PostgresTransaction, _ progress: inout DemoProgress
    ) async throws {
        try await transaction.copyRows(
            """
            leaderboard.users (id, email, username, role, premium, created_at, last_active_at, source, source_key)
            """, of: learners.learners.enumerated()
        ) { item, row in
            let (number, learner) = item
            row.append(learner.id)
            row.append("user\(number)@example.org")
            row.append(learner.username)
            row.append(number < creators ? "creator" : "learner")
            row.append(learner.isPremium)
            row.append(microseconds: learner.joinedAt)
            row.append(microseconds: learner.joinedAt)
            row.append(Self.source)
            row.append("\(number)")
            progress.advance("users")
        }
    }

    /// Copies the XP events; the users' XP follows by itself.
    func load(
        _ events: DemoEvents, _ transaction: PostgresTransaction, _ progress: inout DemoProgress
    ) async throws {
        try await transaction.copyRows(
            "leaderboard.xp_events (id, user_id, points, type, course_id, occurred_at, recorded_at)",
            of: events.all.enumerated()
        ) { item, row in
            let (number, event) = item
            row.append(keys.event("\(number)"))
            row.append(events.learners.learners[event.user].id)
            row.append(event.points)
            row.append(event.type)
            row.append(event.course)
            row.append(microseconds: event.at)
            row.append(microseconds: event.at)
            progress.advance("XP events")
        }
    }

    /// Copies what users have earned by completing courses.
    func loadAchievements(
        of learners: DemoLearners, _ transaction: PostgresTransaction
    ) async throws {
        let earned = learners.learners.lazy.flatMap { learner in
            let completions = learner.enrollments.filter(\.isCompleted).compactMap(\.lessonsDoneAt.last).sorted()
            return DemoWords.achievements.filter { completions.count >= $0.1 }.map { code, count in
                (learner.id, code, completions[count - 1])
            }
        }
        try await transaction.copyRows(
            "leaderboard.achievements (user_id, code, earned_at)", of: earned
        ) { item, row in
            row.append(item.0)
            row.append(item.1)
            row.append(microseconds: item.2)
        }
    }
}
