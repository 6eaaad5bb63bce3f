import Messages

/// Reading the catalogue.
extension Operation {
    static let listCourses = Operation(
        id: "listCourses", group: .catalogue, summary: "One page of the published courses",
        description: """
            Pages go by number (`page`) as far as item 10,000, and by cursor as far as there are courses. Of the sorts \
            `newest` and `title` no page repeats or misses a course that did not change; of `popular` and `rating`, whose \
            keys change, one can.
            """,
        parameters: [
            .query("category", .text(0...64), "Only courses of this category.", example: "design"),
            .query("level", .choice(["beginner", "intermediate", "advanced"]), "Only courses of this level."),
            .query("is_free", .boolean, "Only courses that are free, or only such that are not."),
            .query("q", .text(0...200), "Words to find in title and description.", example: "guide"),
            .query("creator", .uuid, "Only courses of this creator."),
            .query(
                "sort", Schema.choice(["newest", "popular", "rating", "title"]).with("default", "newest"), "The order."),
            .limit,
            .query("page", Schema.integer(1...10_000).with("default", 1), "The number of the page, from 1."),
            .cursor,
        ] + courseView,
        answer: Answer(
            description: "The page.", schema: .named("CoursePage"), example: Example.coursePage,
            headers: ["ETag", "Link", "Cache-Status"]), problems: [.forbidden])

    static let listPopularCourses = Operation(
        id: "listPopularCourses", group: .catalogue, summary: "The courses with the most enrolments",
        parameters: [.limit] + courseView,
        answer: Answer(
            description: "The courses, the one with the most enrolments first.", schema: .named("CourseList"),
            example: Example.courses, headers: ["ETag", "Cache-Status"]), problems: [.forbidden])

    static let batchGetCourses = Operation(
        id: "batchGetCourses", group: .catalogue, summary: "Courses by their ids",
        parameters: courseView, body: Body(schema: .named("BatchGetCoursesRequest"), example: Example.ids),
        answer: Answer(
            description: "The courses in the order asked; null and an entry in `errors` for each that can't be had.",
            schema: .named("CourseBatch"), example: Example.courseBatch, headers: ["Cache-Status"]),
        problems: [.forbidden])

    static let getCourse = Operation(
        id: "getCourse", group: .catalogue, summary: "One course",
        description: "What is not published is there for its creator and for admins only.",
        parameters: [course] + oneCourseView,
        answer: Answer(
            description: "The course.", schema: .named("Course"), example: Example.course,
            headers: ["ETag", "Cache-Status"]), problems: [.forbidden])

    static let listLessons = Operation(
        id: "listLessons", group: .catalogue, summary: "The lessons of a course",
        parameters: [course],
        answer: Answer(
            description: "The lessons in their order.", schema: .named("LessonList"), example: Example.lessons,
            headers: ["ETag", "Cache-Status"]), problems: [.forbidden])

    static let getLesson = Operation(
        id: "getLesson", group: .catalogue, summary: "One lesson of a course",
        description: "Its `ETag` is what a change of it wants as `If-Match`.",
        parameters: [course, lesson],
        answer: Answer(
            description: "The lesson.", schema: .named("Lesson"), example: Example.lesson,
            headers: ["ETag", "Cache-Status"]), problems: [.forbidden])

    static let lesson = Parameter.path("lesson", "The lesson.", example: Example.lessonID)
    static let course = Parameter.path("id", "The course.", example: Example.courseID)

    private static let oneCourseView = courseView(CourseInclude.ofOne, CourseView.oneSchema)
    private static let courseView = courseView(CourseInclude.ofMany, CourseView.manySchema)

    private static func courseView(_ includes: [CourseInclude], _ schema: FieldMaskSchema) -> [Parameter] {
        [
            .fields(schema, example: "title,creator.name,stats.*"),
            .names(
                "include", includes.map(\.rawValue), atMost: includes.count,
                "What comes with each course; `progress` and `rank` are the caller's, and need a token.",
                example: "creator"),
        ]
    }
}
