import Messages

/// What comes with some courses.
struct CourseIncludes: Sendable {
    /// By their own id.
    var creators = Included<CourseV1.Creator>()
    /// By the course's id.
    var lessons = Included<CourseV1.LessonList>()
    /// The caller's, by the course's id.
    var progress = Included<CourseV1.Progress>()
    /// The caller's, by the user's id.
    var ranks = Included<LeaderboardV1.Rank>()

    /// What is missing, and why.
    var problems: [PartProblem] {
        let problems: [(CourseInclude, Problem?)] = [
            (.creator, creators.problem), (.lessons, lessons.problem), (.progress, progress.problem),
            (.rank, ranks.problem),
        ]
        return problems.compactMap { include, problem in
            problem.map { PartProblem(part: include.rawValue, problem: $0) }
        }
    }
}
