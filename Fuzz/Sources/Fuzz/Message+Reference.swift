import Messages

// What the JSON of some messages should say, member by member, from their fields in Swift: beside the reflection that
// writes it. Together they have every kind of field.

extension CourseV1.Course {
    var reference: ParsedJSON {
        .object([
            "id": .uuid(id), "title": .string(title), "description": .string(description),
            "category": .string(category), "level": .string(level), "price_cents": .integer(priceCents),
            "currency": .string(currency), "is_free": .flag(isFree), "status": .string(status),
            "rating": .double(rating), "published_at": .nullable(time: publishedAt), "created_at": .time(createdAt),
            "updated_at": .time(updatedAt), "creator_id": .uuid(creatorID), "creator_name": .string(creatorName),
            "stats": hasStats ? stats.reference : .null, "version": .integer(version),
        ])
    }
}

extension CourseV1.CourseStats {
    var reference: ParsedJSON {
        .object([
            "lesson_count": .integer(lessonCount), "total_duration": .integer(totalDuration),
            "quiz_count": .integer(quizCount), "completion_rate": .double(completionRate),
            "average_completion_time": .double(averageCompletionTime),
            "total_enrollments": .integer(totalEnrollments), "last_lesson_title": .nullable(lastLessonTitle),
        ])
    }
}

extension CourseV1.LessonList {
    var reference: ParsedJSON {
        .object(["course_id": .uuid(courseID), "lessons": .array(lessons.map(\.reference))])
    }
}

extension CourseV1.Lesson {
    var reference: ParsedJSON {
        .object([
            "id": .uuid(id), "course_id": .uuid(courseID), "position": .integer(Int64(position)),
            "title": .string(title), "kind": .string(kind), "duration": .integer(duration),
            "difficulty": .nullable(difficulty ?? 0), "summary": .string(summary), "updated_at": .time(updatedAt),
            "version": .integer(version),
        ])
    }
}

extension CourseV1.ListCoursesRequest {
    /// Nil where an enumeration has a number without a name, which its field does not tell.
    var reference: ParsedJSON? {
        guard let price, let sort else { return nil }
        return .object([
            "category": .string(category), "level": .string(level), "price": .string("\(price)".uppercased()),
            "query": .string(query), "creator_id": .uuid(creatorID), "sort": .string("\(sort)".uppercased()),
            "limit": .integer(Int64(limit)), "page": .integer(Int64(page)), "cursor": .base64(cursor),
        ])
    }
}

extension CourseV1.Progress {
    var reference: ParsedJSON {
        .object([
            "course_id": .uuid(courseID), "completed_lessons": .integer(completedLessons),
            "enrolled_at": .time(enrolledAt), "completed_at": .nullable(time: completedAt),
            "last_lesson_id": .uuid(lastLessonID),
        ])
    }
}
