/// Queries that count everything again and return how many rows differ from what triggers have kept.
enum RecountedStats {
    static let differences = [
        ("courses", difference(courses.stored, courses.counted)),
        ("creator names", difference(names.stored, names.counted)),
        ("creators", difference(creators.stored, creators.counted)),
        ("facets", difference(facets.stored, facets.counted)),
        ("listings", difference(listings.stored, listings.counted)),
        ("users", difference(users.stored, users.counted)),
        ("enrolments", difference(enrollments.stored, enrollments.counted)),
    ]

    private static func difference(_ stored: String, _ counted: String) -> String {
        """
        SELECT count(*) FROM ((\(stored)) EXCEPT (\(counted)) UNION ALL ((\(counted)) EXCEPT (\(stored)))) different
        """
    }

    private static let courses = (
        stored: """
        SELECT id, lesson_count, total_duration, quiz_count, last_lesson_title, total_enrollments,
            round(completion_rate::numeric, 9), round(average_completion_time::numeric, 6)
        FROM course.courses
        """,
        counted: """
        SELECT c.id,
            (SELECT count(*) FROM course.lessons WHERE course_id = c.id),
            (SELECT coalesce(sum(duration), 0) FROM course.lessons WHERE course_id = c.id),
            (SELECT count(*) FROM course.lessons WHERE course_id = c.id AND kind = 'quiz'),
            (SELECT title FROM course.lessons WHERE course_id = c.id ORDER BY position DESC, id DESC LIMIT 1),
            (SELECT count(*) FROM course.enrollments WHERE course_id = c.id),
            (SELECT round(coalesce(count(completed_at)::numeric / nullif(count(*), 0), 0), 9)
                FROM course.enrollments WHERE course_id = c.id),
            (SELECT round(coalesce(
                    avg(floor(extract(epoch FROM completed_at - enrolled_at) * 1000)) / 1000, 0)::float8::numeric, 6)
                FROM course.enrollments WHERE course_id = c.id)
        FROM course.courses c
        """
    )

    private static let names = (
        stored: "SELECT id, creator_name FROM course.courses",
        counted: "SELECT c.id, m.name FROM course.courses c JOIN course.creators m ON m.id = c.creator_id"
    )

    private static let creators = (
        stored: "SELECT creator_id, courses_count FROM course.creator_stats WHERE courses_count <> 0",
        counted: "SELECT creator_id, count(*) FROM course.courses WHERE status = 'published' GROUP BY creator_id"
    )

    private static let facets = (
        stored: "SELECT category, level, is_free, courses FROM course.facet_counts WHERE courses <> 0",
        counted: """
        SELECT category, level, is_free, count(*) FROM course.courses
        WHERE status = 'published' GROUP BY category, level, is_free
        """
    )

    private static let listings = (
        stored: """
        SELECT course_id, category, level, is_free, published_at, total_enrollments, rating, title_key
        FROM course.listings
        """,
        counted: """
        SELECT id, category, level, is_free, published_at, total_enrollments, rating, lower(title COLLATE "C")
        FROM course.courses WHERE status = 'published'
        """
    )

    private static let users = (
        stored: """
        SELECT user_id, enrollments, completed_lessons FROM course.user_stats
        WHERE (enrollments, completed_lessons) <> (0, 0)
        """,
        counted: """
        SELECT user_id, sum(e)::bigint, sum(p)::bigint FROM (
            SELECT user_id, 1 AS e, 0 AS p FROM course.enrollments
            UNION ALL SELECT user_id, 0, 1 FROM course.progress WHERE completed_at IS NOT NULL
        ) done GROUP BY user_id
        """
    )

    private static let enrollments = (
        stored: "SELECT user_id, course_id, completed_lessons, last_lesson_id FROM course.enrollments",
        counted: """
        SELECT e.user_id, e.course_id,
            (SELECT count(*) FROM course.progress
                WHERE user_id = e.user_id AND course_id = e.course_id AND completed_at IS NOT NULL),
            (SELECT lesson_id FROM course.progress WHERE user_id = e.user_id AND course_id = e.course_id
                ORDER BY greatest(started_at, completed_at) DESC, lesson_id LIMIT 1)
        FROM course.enrollments e
        """
    )
}
