/// Makes the requests of a mix up: popular courses and categories more often than others (Zipf), first pages more often
/// than later ones (geometric). The same seed makes the same requests.
struct RequestSampler: Sendable {
    /// How skewed the popularity of courses and of categories is.
    private static let courseSkew = 0.99
    private static let categorySkew = 0.8
    /// How likely a reader stops at a page.
    private static let stop = 0.65
    private static let lastPage = 20

    private let subjects: LoadSubjects
    private let parts: [(part: LoadPart, upTo: Double)]
    private let courses: ZipfDistribution
    private let categories: ZipfDistribution
    private var generator: SplitMix64

    /// - Parameter subjects: have at least one course, and tokens where the mix needs users.
    init(_ mix: LoadMix, _ subjects: LoadSubjects, seed: UInt64) {
        var subjects = subjects
        // Other numbers than those of the arrivals.
        generator = SplitMix64(seed: ~seed)
        subjects.courses.shuffle(using: &generator)
        self.subjects = subjects
        var sum = 0.0
        parts = LoadPart.allCases.compactMap { part in
            guard let weight = mix.weights[part] else { return nil }
            sum += weight
            return (part, sum)
        }
        courses = ZipfDistribution(count: max(1, subjects.courses.count), exponent: Self.courseSkew)
        categories = ZipfDistribution(count: max(1, subjects.categories.count), exponent: Self.categorySkew)
    }

    mutating func next() -> LoadRequest {
        let part = part()
        let path =
            switch part {
            case .catalogue: cataloguePath()
            case .course: "/api/v1/courses/\(course().id)"
            case .lessons: "/api/v1/courses/\(course().id)/lessons"
            case .leaderboard: "/api/v1/leaderboard?limit=20&offset=\(20 * (page() - 1))"
            case .session: "/api/v1/me"
            case .dashboard: "/api/v1/me/dashboard"
            }
        return LoadRequest(part: part, path: path, token: part.needsUser ? generator.pick(subjects.tokens) : nil)
    }

    private mutating func part() -> LoadPart {
        let number = Double.random(in: 0..<1, using: &generator) * (parts.last?.upTo ?? 0)
        return parts.first { number < $0.upTo }?.part ?? .course
    }

    private mutating func cataloguePath() -> String {
        let list = "/api/v1/courses?limit=20"
        if generator.chance(0.5) { return list }
        if generator.chance(2 / 3) { return "\(list)&q=\(word())&page=\(page())" }
        let category = subjects.categories.isEmpty ? "" : subjects.categories[categories.sample(using: &generator)]
        return "\(list)&category=\(QueryText.encoded(category))&page=\(page())"
    }

    /// A word of a title: what people look for is there, and popular.
    private mutating func word() -> String {
        let words = course().title.split { !$0.isLetter && !$0.isNumber }
        return QueryText.encoded(words.isEmpty ? "course" : generator.pick(words).lowercased())
    }

    private mutating func course() -> LoadSubjects.Course {
        subjects.courses[courses.sample(using: &generator)]
    }

    private mutating func page() -> Int {
        var page = 1
        while page < Self.lastPage && !generator.chance(Self.stop) { page += 1 }
        return page
    }
}
