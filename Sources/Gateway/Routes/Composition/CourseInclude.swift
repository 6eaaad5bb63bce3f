import Messages

/// What can come with a course (`include=`), and is a member of it then.
enum CourseInclude: String, CaseIterable {
    case creator, lessons
    /// What the caller has done in it; null where he isn't enrolled.
    case progress
    /// Where the caller stands on the board.
    case rank

    /// What comes with one course.
    static let ofOne = allCases
    /// What comes with each of many.
    static let ofMany: [CourseInclude] = [.creator, .progress, .rank]

    /// Whether it is the caller's alone.
    var isPrivate: Bool {
        switch self {
        case .creator, .lessons: false
        case .progress, .rank: true
        }
    }

    /// Its name, as a member.
    var key: StaticString {
        switch self {
        case .creator: "creator"
        case .lessons: "lessons"
        case .progress: "progress"
        case .rank: "rank"
        }
    }

    /// The members that `fields=` may name.
    var schema: FieldMaskSchema {
        switch self {
        case .creator: FieldMaskSchema(CourseV1.Creator.self)
        case .lessons: FieldMaskSchema(CourseV1.Lesson.self)
        case .progress: FieldMaskSchema(CourseV1.Progress.self).adding("total_lessons")
        case .rank: FieldMaskSchema(LeaderboardV1.Rank.self)
        }
    }
}
