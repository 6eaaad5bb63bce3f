import FoundationEssentials
import TestSupport

@testable import CourseService

/// Random courses, with many equal keys, and lists of them made in the simplest way.
struct ReferenceCatalogue {
    struct Course {
        let id: UUID
        let creator: UUID
        let title: String
        let description: String
        let category: String
        let level: String
        let isFree: Bool
        let isPublished: Bool
        let rating: Double
        let enrollments: Int
        let publishedAt: Int64
    }

    let words = ["quartz", "velvet", "harbour", "lantern", "meadow"]
    let categories = ["art", "music", "Zoology", "it's"]
    let levels = ["beginner", "intermediate", "advanced"]
    let creators: [UUID]
    let courses: [Course]

    init(seed: UInt64, count: Int) {
        var random = SplitMix64(state: seed)
        let creators = (0..<5).map { _ in UUID(random: &random) }
        self.creators = creators
        var courses: [Course] = []
        for number in 0..<count {
            let title = ["Étude", "alpha", "Alpha", "beta", "Zeta"][Int.random(in: 0..<5, using: &random)]
            courses.append(
                Course(
                    id: UUID(random: &random), creator: creators[number % 5],
                    title: title + " " + words[Int.random(in: 0..<5, using: &random)],
                    description: words.shuffled(using: &random).prefix(2).joined(separator: ", "),
                    category: categories[Int.random(in: 0..<4, using: &random)],
                    level: levels[Int.random(in: 0..<3, using: &random)], isFree: random.chance(1, in: 3),
                    isPublished: random.chance(5, in: 6), rating: Double(Int.random(in: 0...4, using: &random)) + 0.5,
                    enrollments: Int.random(in: 0...3, using: &random),
                    publishedAt: 1_700_000_000_000_000 + Int64.random(in: 0...9, using: &random)))
        }
        self.courses = courses
    }

    /// Every combination of filters with random values.
    func filters(using random: inout SplitMix64) -> [CourseFilter] {
        (0..<32).map { bits in
            CourseFilter(
                category: bits & 1 != 0 ? categories.randomElement(using: &random) : nil,
                level: bits & 2 != 0 ? levels.randomElement(using: &random) : nil,
                isFree: bits & 4 != 0 ? random.chance(1, in: 2) : nil,
                words: bits & 8 != 0 ? words.randomElement(using: &random) : nil,
                creatorID: bits & 16 != 0 ? creators.randomElement(using: &random) : nil)
        }
    }

    func matches(_ filter: CourseFilter, in sort: CourseSort) -> [UUID] {
        courses.filter { course in
            course.isPublished && filter.category.map { $0 == course.category } ?? true
                && filter.level.map { $0 == course.level } ?? true && filter.isFree.map { $0 == course.isFree } ?? true
                && filter.creatorID.map { $0 == course.creator } ?? true
                && filter.words.map { "\(course.title) \(course.description)".contains($0) } ?? true
        }
        .sorted { precedes($0, $1, in: sort) }.map(\.id)
    }

    private func precedes(_ one: Course, _ other: Course, in sort: CourseSort) -> Bool {
        switch sort {
        case .newest: (one.publishedAt, one.id) > (other.publishedAt, other.id)
        case .popular: (one.enrollments, one.id) > (other.enrollments, other.id)
        case .rating: (one.rating, one.id) > (other.rating, other.id)
        case .title:
            one.title == other.title || one.titleKey == other.titleKey
                ? one.id < other.id : one.titleKey.lexicographicallyPrecedes(other.titleKey)
        }
    }

    /// Commands that store the courses.
    var insertion: String {
        let creators = creators.map { "('\($0)', 'Creator')" }.joined(separator: ", ")
        let rows = courses.map { course in
            """
            ('\(course.id)', '\(course.creator)', '\(course.title)', '\(course.description)', \
            '\(course.category.replacing("'", with: "''"))', '\(course.level)', \(course.isFree ? 0 : 100), \
            '\(course.isPublished ? "published" : "archived")', \(course.rating), \
            timestamptz 'epoch' + \(course.publishedAt) * interval '1 microsecond')
            """
        }
        let enrollments = courses.flatMap { course in
            (0..<course.enrollments).map { _ in "(gen_random_uuid(), '\(course.id)')" }
        }
        return """
            INSERT INTO course.creators (id, name) VALUES \(creators);
            INSERT INTO course.courses
                (id, creator_id, title, description, category, level, price_cents, status, rating, published_at)
            VALUES \(rows.joined(separator: ",\n"));
            INSERT INTO course.enrollments (user_id, course_id) VALUES \(enrollments.joined(separator: ", "));
            """
    }
}

extension ReferenceCatalogue.Course {
    /// The bytes of the title, ASCII letters in lower case.
    fileprivate var titleKey: [UInt8] {
        title.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
    }
}

extension UUID {
    fileprivate init(random: inout SplitMix64) {
        var bytes = UUID().uuid
        withUnsafeMutableBytes(of: &bytes) { buffer in
            for index in buffer.indices { buffer[index] = UInt8.random(in: .min ... .max, using: &random) }
        }
        self.init(uuid: bytes)
    }
}
