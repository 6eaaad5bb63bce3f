import FoundationEssentials

@testable import CourseService

/// 100,000 courses and 1,000,000 users, made by the server, and values that are frequent or rare in them.
enum PlanTestData {
    /// How many courses have the common word: one of seven.
    static let commonMatches = 14_300

    static let insertion = """
        CREATE FUNCTION public.creator_id(n int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
            SELECT ('00000000-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid
        $$;
        CREATE FUNCTION public.some_ids(kind text, step int, count int) RETURNS uuid[] LANGUAGE sql AS $$
            SELECT array_agg(
                CASE WHEN n % 7 = 0 THEN gen_random_uuid() WHEN kind = 'creator' THEN public.creator_id(n * step + 1)
                    ELSE md5(kind || n * step + 1)::uuid END)
            FROM generate_series(1, count) n
        $$;
        INSERT INTO course.creators (id, user_id, name)
        SELECT public.creator_id(n), CASE WHEN n % 2 = 0 THEN md5('user' || n)::uuid END, 'Creator ' || n
        FROM generate_series(1, 10000) n;
        INSERT INTO course.courses
            (id, creator_id, title, description, category, level, price_cents, status, rating, published_at)
        SELECT md5('course' || n)::uuid, public.creator_id(CASE WHEN n % 8 = 0 THEN 1 ELSE 1 + n % 10000 END),
            (ARRAY['Practical', 'Modern', 'Applied', 'Essential'])[1 + n % 4] || ' topic' || n % 1000 || ' ' || n,
            'Learn everything about word' || n % 7 || ' and term' || n % 100 || ', up to a project of your own: item' || n,
            'category-' || floor(12 * power(n::bigint * 7919 % 100000 / 100000.0, 2)),
            (ARRAY['beginner', 'beginner', 'intermediate', 'intermediate', 'advanced'])[1 + n % 5],
            CASE WHEN n % 6 = 0 THEN 0 ELSE 1000 + n % 90 * 100 END,
            CASE WHEN n % 50 = 0 THEN 'archived' ELSE 'published' END, (n * 31 % 51) / 10.0,
            timestamptz '2020-01-01' + n * interval '20 minutes'
        FROM generate_series(1, 100000) n;
        INSERT INTO course.lessons (id, course_id, position, title, kind, duration)
        SELECT md5('lesson' || n || '-' || p)::uuid, md5('course' || n)::uuid, p, 'Lesson ' || p,
            (ARRAY['video', 'text', 'quiz', 'exercise'])[1 + p % 4], 60 * p
        FROM generate_series(1, 100000, 10) n, generate_series(1, 10) p;
        INSERT INTO course.enrollments (user_id, course_id, enrolled_at, completed_at)
        SELECT md5('user' || n)::uuid,
            md5('course' || 1 + floor(20000 * power(n::bigint * 7919 % 1000000 / 1000000.0, 2))::int)::uuid,
            timestamptz '2021-01-01', CASE WHEN n % 5 = 0 THEN timestamptz '2021-02-01' END
        FROM generate_series(1, 100000) n;
        INSERT INTO course.enrollments (user_id, course_id, enrolled_at)
        SELECT md5('busy')::uuid, md5('course' || n * 190 + 1)::uuid, timestamptz '2022-01-01' + n * interval '1 hour'
        FROM generate_series(1, 512) n;
        INSERT INTO course.progress (user_id, course_id, lesson_id, started_at, completed_at)
        SELECT e.user_id, e.course_id, l.id, e.enrolled_at, e.completed_at
        FROM course.enrollments e JOIN course.lessons l USING (course_id);
        INSERT INTO course.idempotency_keys (user_id, key, fingerprint, entity_id, created_at)
        SELECT md5('user' || n)::uuid, 'key' || n, 'request', md5('made' || n)::uuid, now() - n * interval '1 second'
        FROM generate_series(1, 100000) n;
        INSERT INTO leaderboard.users (id, email, username, xp, created_at, last_active_at, active, deleted_at)
        SELECT md5('user' || n)::uuid, 'user' || n || '@example.org', 'user' || n,
            CASE WHEN n % 3 = 0 THEN 0 ELSE n::bigint * 7919 % 5000 END,
            timestamptz '2020-01-01' + n * interval '1 minute', now() - n % 40 * interval '1 day', n % 40 < 30,
            CASE WHEN n % 100 = 0 THEN now() END
        FROM generate_series(1, 1000000) n;
        """

    /// An array of ids for a statement that takes one; every seventh is unknown.
    static func ids(of statement: String, count: Int) -> ExplainCase.Argument {
        let kind =
            switch statement {
            case "get_creators": "creator"
            case "get_user_stats", "get_users": "user"
            default: "course"
            }
        let step = kind == "creator" ? 19 : 190
        return ("uuid[]", "public.some_ids('\(kind)', \(step), \(count))")
    }

    /// A query of this shape.
    static func query(_ shape: CourseListShape, _ frequency: ExplainCase.Frequency, offset: Int64) -> CourseListQuery {
        // The first creator has an eighth of all courses.
        let (category, words, creator): (String, String, UInt8) =
            switch frequency {
            case .common: ("category-0", "word3", 1)
            case .rare: ("category-11", "term17", 2)
            case .absent: ("nothing", "nothing", 0)
            }
        let filter = CourseFilter(
            category: shape.hasCategory ? category : nil, level: shape.hasLevel ? "advanced" : nil,
            isFree: shape.hasPrice ? true : nil, words: shape.hasWords ? words : nil,
            creatorID: shape.hasCreator ? UUID(creator: creator) : nil)
        let start: CourseListQuery.Start =
            shape.isAfter ? .after(CourseListPosition(key: key(of: shape.sort), id: UUID())) : .offset(offset)
        return CourseListQuery(filter: filter, sort: shape.sort, start: start, limit: 100)
    }

    private static func key(of sort: CourseSort) -> CourseListPosition.Key {
        switch sort {
        case .newest: .publishedAt(microseconds: 1_620_000_000_000_000)
        case .popular: .enrollments(1)
        case .rating: .rating(2.5)
        case .title: .title("Modern")
        }
    }

    /// The value that the query has for a parameter, as SQL writes it.
    static func argument(_ parameter: CourseListParameter, of query: CourseListQuery) -> ExplainCase.Argument {
        switch parameter {
        case .category: ("text", "'\(query.filter.category ?? "")'")
        case .level: ("text", "'\(query.filter.level ?? "")'")
        case .isFree: ("boolean", "\(query.filter.isFree ?? false)")
        case .words: ("text", "'\(query.filter.words ?? "")'")
        case .creator: ("uuid", "'\(query.filter.creatorID?.uuidString ?? "")'")
        case .limit: ("bigint", "\(query.limit + 1)")
        case .offset: if case .offset(let offset) = query.start { ("bigint", "\(offset)") } else { ("bigint", "0") }
        case .key: key(query.sort)
        case .id: ("uuid", "'80000000-0000-0000-0000-000000000000'")
        }
    }

    private static func key(_ sort: CourseSort) -> ExplainCase.Argument {
        switch sort {
        case .newest: ("timestamptz", "'2021-05-03'")
        case .popular: ("bigint", "1")
        case .rating: ("double precision", "2.5")
        case .title: ("text", "'Modern'")
        }
    }
}

extension UUID {
    /// The id of a creator, as public.creator_id makes it.
    fileprivate init(creator number: UInt8) {
        self.init(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, number))
    }
}
