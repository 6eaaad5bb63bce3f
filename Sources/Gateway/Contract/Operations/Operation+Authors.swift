import Messages

/// Writing the catalogue.
extension Operation {
    static let createCourse = Operation(
        id: "createCourse", group: .authors, summary: "Makes a course",
        description: "The caller becomes its creator; an admin may name another one.",
        parameters: [.query("creator", .uuid, "The creator's id; for admins."), .idempotencyKey],
        body: Body(schema: .named("NewCourse"), example: Example.courseEdit),
        answer: Answer(
            status: .created, description: "The course.", schema: .named("Course"), example: Example.course,
            headers: ["ETag", "Location"]),
        problems: [.notFound, .conflict, .unprocessableContent])

    static let updateCourse = Operation(
        id: "updateCourse", group: .authors, summary: "Changes a course",
        description: "A merge patch (RFC 7396): members that are absent stay as they are.",
        parameters: [course, .ifMatch],
        body: Body(
            schema: .named("CourseEdit"), example: ["level": "intermediate", "price_cents": 2900],
            mediaTypes: patchTypes),
        answer: Answer(
            description: "The course as it is now.", schema: .named("Course"), example: Example.course,
            headers: ["ETag"]),
        problems: [.conflict])

    static let deleteCourse = Operation(
        id: "deleteCourse", group: .authors, summary: "Deletes a course and its lessons",
        description: "One that has enrolments can be archived, not deleted.",
        parameters: [course, .ifMatch], answer: Answer(status: .noContent, description: "It is gone."),
        problems: [.conflict])

    static let createLesson = Operation(
        id: "createLesson", group: .authors, summary: "Adds a lesson to a course", description: lessonsLimit,
        parameters: [course, .idempotencyKey], body: Body(schema: .named("NewLesson"), example: Example.lessonEdit),
        answer: Answer(
            status: .created, description: "The lesson.", schema: .named("Lesson"), example: Example.lesson,
            headers: ["ETag", "Location"]),
        problems: [.conflict, .unprocessableContent])

    static let updateLesson = Operation(
        id: "updateLesson", group: .authors, summary: "Changes a lesson",
        description: "A merge patch (RFC 7396): members that are absent stay as they are. " + lessonsLimit,
        parameters: [course, lesson, .ifMatch],
        body: Body(schema: .named("LessonEdit"), example: ["duration": 540], mediaTypes: patchTypes),
        answer: Answer(
            description: "The lesson as it is now.", schema: .named("Lesson"), example: Example.lesson,
            headers: ["ETag"]),
        problems: [.conflict])

    static let deleteLesson = Operation(
        id: "deleteLesson", group: .authors, summary: "Deletes a lesson that nobody has begun",
        parameters: [course, lesson, .ifMatch], answer: Answer(status: .noContent, description: "It is gone."),
        problems: [.conflict])

    private static let lessonsLimit = """
        The lessons of a course may have 1,000,000 bytes together, their titles and summaries in UTF-8 and 100 for each: \
        409 where they would have more.
        """
    private static let patchTypes = MergePatch<CourseV1.CourseEdit>.mediaTypes
}
