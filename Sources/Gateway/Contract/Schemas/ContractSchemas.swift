import Messages

/// The schemas that operations name.
enum ContractSchemas {
    static let all: [(String, Schema)] = catalogue + authors + users + leaderboard + common

    private static let catalogue: [(String, Schema)] = [
        (
            "Course",
            .answer(
                CourseV1.Course.self,
                notes: [
                    "level": "beginner, intermediate or advanced.", "currency": "ISO 4217.",
                    "status": "draft, published or archived.", "rating": "0 to 5; 0 means not rated yet.",
                    "published_at": "Null while the course is a draft.", "version": "Counts the edits of the course.",
                ],
                adding: included + [("problems", problems)], isWhole: false)
        ),
        (
            "CourseStats",
            .answer(
                CourseV1.CourseStats.self,
                notes: [
                    "total_duration": "Seconds, summed over the lessons.",
                    "completion_rate": "Completed enrolments divided by enrolments, 0 to 1.",
                    "average_completion_time":
                        "Mean seconds from enrolment to completion; 0 while nobody has completed.",
                ], isWhole: false)
        ),
        ("Creator", .answer(CourseV1.Creator.self, isWhole: false)),
        (
            "CoursePage",
            .object(
                [("courses", .array(of: .named("Course"))), ("pagination", pagination), ("problems", problems)],
                required: ["courses", "pagination"])
        ),
        (
            "CourseList",
            .object([("courses", .array(of: .named("Course"))), ("problems", problems)], required: ["courses"])
        ),
        ("CourseBatch", batch("courses", of: "Course")),
        (
            "BatchGetCoursesRequest",
            .request(CourseV1.BatchGetCoursesRequest.self, limits: [("ids", ids)], required: ["ids"])
        ),
        (
            "Lesson",
            .answer(
                CourseV1.Lesson.self,
                notes: [
                    "position": "1 for the first lesson of the course.", "kind": "video, text, quiz or exercise.",
                    "duration": "Seconds; 0 when not known.", "difficulty": "1 to 10; null when not rated.",
                ], isWhole: false)
        ),
        (
            "Progress",
            .answer(
                CourseV1.Progress.self, notes: ["completed_at": "Null until the course is completed."],
                adding: [("total_lessons", .int64)], isWhole: false)
        ),
        ("LessonList", .answer(CourseV1.LessonList.self)),
    ]

    private static let authors: [(String, Schema)] = [
        (
            "NewCourse",
            .request(CourseV1.CourseEdit.self, limits: courseLimits, required: ["title", "category", "level"])
        ),
        ("CourseEdit", Schema.request(CourseV1.CourseEdit.self, limits: courseLimits).with("minProperties", 1)),
        (
            "NewLesson",
            .request(CourseV1.LessonEdit.self, limits: lessonLimits(firstPosition: 0), required: ["title", "kind"])
        ),
        (
            "LessonEdit",
            Schema.request(CourseV1.LessonEdit.self, limits: lessonLimits(firstPosition: 1)).with("minProperties", 1)
        ),
    ]

    private static let users: [(String, Schema)] = [
        ("User", .answer(LeaderboardV1.User.self, isWhole: false)),
        ("UserBatch", batch("users", of: "User")),
        (
            "BatchGetUsersRequest",
            .request(LeaderboardV1.BatchGetUsersRequest.self, limits: [("ids", ids)], required: ["ids"])
        ),
        (
            "Dashboard",
            .object(
                [
                    ("user", Schema.named("User").orNull), ("rank", Schema.named("Rank").orNull),
                    ("courses", Schema.array(of: .named("Course")).orNull),
                    (
                        "has_more_courses",
                        Schema.boolean.orNull.described("The caller is enrolled in more courses than these.")
                    ),
                    ("peers", Schema.array(of: .named("Peer")).orNull), ("problems", problems),
                ], required: ["user", "rank", "courses", "has_more_courses", "peers"])
        ),
        (
            "MyCoursePage",
            .object(
                [
                    ("courses", Schema.array(of: .named("Course")).orNull),
                    ("pagination", .object([("limit", .int32), ("next_cursor", nextCursor)])), ("problems", problems),
                ], required: ["courses", "pagination"])
        ),
        ("Me", .object([("role", .choice(["learner", "creator", "admin"])), ("user", .named("User"))])),
    ]

    private static let leaderboard: [(String, Schema)] = [
        ("Peer", .answer(LeaderboardV1.Entry.self)),
        (
            "LeaderboardEntry",
            .answer(
                LeaderboardV1.Entry.self,
                adding: [("completed_lessons", Schema.int64.orNull), ("courses_created", Schema.int64.orNull)])
        ),
        (
            "LeaderboardPage",
            .object(
                [
                    ("board", .text()), ("as_of", Schema.timestamp.described("When the order shown was true.")),
                    ("stale", Schema.boolean.described("The ranking index is away: the page comes from the database.")),
                    ("total", Schema.int64.described("Users on the board.")), ("next_cursor", nextCursor),
                    ("entries", .array(of: .named("LeaderboardEntry"))), ("problems", problems),
                ], required: ["board", "as_of", "stale", "total", "next_cursor", "entries"])
        ),
        (
            "Rank",
            .answer(
                LeaderboardV1.Rank.self,
                notes: [
                    "rank": "Null for a user who is not on the board.",
                    "percentile": "The share of the board that is ranked below the user, 0 to 100.",
                ], isWhole: false)
        ),
        ("RankList", .answer(LeaderboardV1.BatchGetRanksResponse.self, adding: [("board", .text())])),
        (
            "BatchGetRanksRequest",
            .request(
                LeaderboardV1.BatchGetRanksRequest.self,
                limits: [("board", .choice(["", "global"])), ("user_ids", ids)],
                required: ["user_ids"])
        ),
    ]

    private static let common: [(String, Schema)] = [
        ("Liveness", .object([("status", .choice(["ok"]))])),
        (
            "Health",
            .object([
                ("status", healthStatus), ("service", .text()),
                ("phase", .choice(["starting", "running", "draining"])),
                ("checked_at", Schema.timestamp.orNull), ("dependencies", .array(of: .named("Dependency"))),
            ])
        ),
        (
            "Dependency",
            .object([
                ("name", .text()), ("required", .boolean), ("status", healthStatus), ("response_time_ms", .number),
                ("error", Schema.text().orNull),
            ])
        ),
        (
            "Problem",
            Schema.object(
                [
                    (
                        "type",
                        Schema.text().with("format", "uri-reference").described(
                            "The path at which this kind of problem is explained.")
                    ),
                    ("title", .text()), ("status", .integer(400...599)),
                    ("detail", Schema.text().described("One sentence on this occurrence.")),
                    (
                        "instance",
                        Schema.text().with("format", "uri-reference").described("The path that was asked for.")
                    ),
                    ("errors", .array(of: .named("Fault"))),
                    ("member", Schema.text().described("The member of the answer that is null for it.")),
                ], required: ["type", "title", "status", "detail"]
            ).described("RFC 9457.")
        ),
        (
            "Fault",
            Schema.object(
                [
                    ("parameter", .text()), ("header", .text()),
                    ("pointer", Schema.text().described("A JSON Pointer (RFC 6901) into the body.")),
                    ("detail", .text()),
                ], required: ["detail"]
            ).described("Points at what was wrong with the request.")
        ),
        ("BatchError", .object([("index", .int32), ("problem", .named("Problem"))])),
    ]

    private static let courseLimits: [(String, Schema)] = [
        ("title", .text(1...200)), ("description", longText), ("category", .text(1...64)),
        ("level", .choice(["beginner", "intermediate", "advanced"])), ("price_cents", .integer(0...100_000_000)),
        ("currency", Schema.text(pattern: "^[A-Z]{3}$").described("ISO 4217; USD for a new course that has none.")),
        (
            "status",
            Schema.choice(["draft", "published", "archived"]).described("Draft for a new course that has none.")
        ),
    ]

    /// JSON Schema has no length in bytes.
    private static let longText = Schema.text(0...20_000).described("At most 20,000 bytes in UTF-8.")

    private static func lessonLimits(firstPosition: Int64) -> [(String, Schema)] {
        [
            (
                "position",
                Schema.integer(firstPosition...1_000_000).described(
                    "From 1; a new lesson without one becomes the last.")
            ),
            ("title", .text(1...300)), ("kind", .choice(["video", "text", "quiz", "exercise"])),
            ("duration", Schema.integer(0...31_536_000).described("Seconds; 0 when not known.")),
            ("difficulty", Schema.integer(0...10).orNull), ("summary", longText),
        ]
    }

    /// What comes with a course where it is asked for.
    private static let included: [(String, Schema)] = [
        ("creator", Schema.named("Creator").orNull), ("lessons", Schema.array(of: .named("Lesson")).orNull),
        ("progress", Schema.named("Progress").orNull), ("rank", Schema.named("Rank").orNull),
    ]

    private static let ids = Schema.array(of: .uuid, 1...100)
    private static let healthStatus = Schema.choice(["ok", "degraded", "down"])
    private static let nextCursor = Schema.text().orNull.described("Null on the last page.")
    private static let problems = Schema.array(of: .named("Problem")).described(
        "Why a part of the answer is missing; absent where nothing is.")

    private static let pagination = Schema.object([
        ("page", Schema.int32.orNull.described("Null where the page was asked for by cursor.")), ("limit", .int32),
        ("total_pages", .int64), ("total_items", .int64),
        ("total_is_capped", Schema.boolean.described("There are at least `total_items`: counting stopped there.")),
        ("next_cursor", nextCursor),
    ])

    private static func batch(_ name: String, of schema: String) -> Schema {
        .object([
            (name, .array(of: Schema.named(schema).orNull)), ("errors", .array(of: .named("BatchError"))),
        ])
    }
}
