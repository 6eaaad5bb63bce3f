import TestSupport

/// Endless random statements that write the course schema, among few rows so that they meet.
struct RandomCourseWrites {
    /// What a writer may do.
    enum Manner {
        /// Anything: it is the only writer.
        case alone
        /// What writers may do beside each other: insert many rows, but change existing ones one at a time, for the
        /// order in which one statement locks the rows that it changes itself is not ours to choose.
        case together
    }

    private var random: SplitMix64
    private let manner: Manner
    /// Writers with different prefixes never make the same row.
    private let prefix: String
    private var made = 0

    init(seed: UInt64, manner: Manner) {
        random = SplitMix64(state: seed)
        self.manner = manner
        prefix = "writer-\(seed)-"
    }

    mutating func next() -> String {
        // Without creators there is nothing to write to.
        guard made > 0 else { return insertCreators() }
        return randomWrite()
    }

    private mutating func randomWrite() -> String {
        switch Int.random(in: 0..<(manner == .alone ? 17 : 14), using: &random) {
        case 0: insertCreators()
        case 1, 2: insertCourses()
        case 3: "UPDATE course.courses SET \(publication()) WHERE \(some("course.courses"))"
        case 4: "UPDATE course.courses SET \(facet()) WHERE \(some("course.courses"))"
        case 5: "UPDATE course.creators SET name = 'Name \(number())' WHERE \(some("course.creators"))"
        case 6, 7: insertLessons()
        case 8: "UPDATE course.lessons SET \(lesson()) WHERE \(some("course.lessons"))"
        case 9, 10: enroll()
        case 11: learn()
        case 12:
            "UPDATE course.enrollments SET \(completion()) WHERE \(some("course.enrollments", "user_id, course_id"))"
        case 13: "UPDATE course.progress SET \(completion()) WHERE \(some("course.progress", "user_id, lesson_id"))"
        case 14: changeCreator()
        default: remove()
        }
    }

    private mutating func insertCreators() -> String {
        """
        INSERT INTO course.creators (id, name)
        SELECT md5('\(unique())' || n)::uuid, 'Creator ' || n FROM generate_series(1, 3) n
        """
    }

    private mutating func insertCourses() -> String {
        let (status, publishedAt) = random.chance(1, in: 2) ? ("draft", "NULL::timestamptz") : ("published", "now()")
        return """
            INSERT INTO course.courses
                (id, creator_id, title, category, level, price_cents, status, published_at)
            SELECT md5('\(unique())' || id::text)::uuid, id, 'Title \(number())', 'category-\(number())',
                '\(level())', \(number() % 3) * 100, '\(status)', \(publishedAt)
            FROM course.creators WHERE hashtext(id::text || '\(number())') % 3 = 0 ORDER BY id LIMIT 4
            """
    }

    private mutating func publication() -> String {
        random.chance(1, in: 3)
            ? "status = 'draft', published_at = NULL"
            : "status = '\(random.chance(1, in: 4) ? "archived" : "published")', published_at = now()"
    }

    private mutating func facet() -> String {
        pick([
            "category = 'category-\(number())'", "level = '\(level())'", "price_cents = \(number() % 2 * 500)",
            "rating = \(number() % 6)", "title = 'Title \(number())'",
        ])
    }

    private mutating func insertLessons() -> String {
        """
        INSERT INTO course.lessons (id, course_id, position, title, kind, duration)
        SELECT md5('\(unique())' || id::text || n)::uuid, id, n + \(number()), 'Lesson ' || n,
            (ARRAY['video', 'quiz', 'text'])[1 + n % 3], n * 60
        FROM course.courses, generate_series(1, 3) n WHERE hashtext(id::text || '\(number())') % 3 = 0
        """
    }

    private mutating func lesson() -> String {
        pick([
            "title = 'Lesson \(number())'", "kind = 'quiz'", "kind = 'video'", "duration = \(number()) * 30",
            "position = \(number() + 1)", "summary = 'Summary \(number())'",
        ])
    }

    private mutating func enroll() -> String {
        """
        INSERT INTO course.enrollments (user_id, course_id, enrolled_at)
        SELECT md5('user-' || n)::uuid, id, now() - interval '1 day 0.0004 seconds' * n
        FROM course.courses, generate_series(1, 4) n WHERE hashtext(id::text || '\(number())') % 3 = 0
        ORDER BY 1, 2 ON CONFLICT DO NOTHING
        """
    }

    private mutating func learn() -> String {
        """
        INSERT INTO course.progress (user_id, course_id, lesson_id, completed_at)
        SELECT e.user_id, e.course_id, l.id, \(random.chance(1, in: 2) ? "now()" : "NULL")
        FROM course.enrollments e JOIN course.lessons l USING (course_id)
        WHERE hashtext(l.id::text || '\(number())') % 3 = 0 ORDER BY 1, 3 ON CONFLICT DO NOTHING
        """
    }

    private mutating func completion() -> String {
        "completed_at = \(random.chance(2, in: 3) ? "now()" : "NULL")"
    }

    private mutating func changeCreator() -> String {
        """
        UPDATE course.courses SET creator_id = (SELECT id FROM course.creators ORDER BY md5(id::text || '\(number())') LIMIT 1)
        WHERE \(some("course.courses"))
        """
    }

    private mutating func remove() -> String {
        let (table, key) = pick([
            ("course.enrollments", "user_id, course_id"), ("course.progress", "user_id, lesson_id"),
            ("course.courses", "id"), ("course.lessons", "id"),
        ])
        return "DELETE FROM \(table) WHERE \(some(table, key, oneIn: 10))"
    }

    /// A condition that a share of the rows meets, or only one.
    private mutating func some(_ table: String, _ key: String = "id", oneIn share: Int = 3) -> String {
        let number = number()
        return switch manner {
        case .alone: "hashtext(concat(\(key), '\(number)')) % \(share) = 0"
        case .together: "(\(key)) IN (SELECT \(key) FROM \(table) ORDER BY md5(concat(\(key), '\(number)')) LIMIT 1)"
        }
    }

    private mutating func level() -> String {
        pick(["beginner", "intermediate", "advanced"])
    }

    private mutating func number() -> Int {
        Int.random(in: 0..<8, using: &random)
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &random)]
    }

    private mutating func unique() -> String {
        made += 1
        return "\(prefix)\(made)-"
    }
}
