internal import FoundationEssentials

/// The demo's creators, courses and lessons. The same scale and day give the same catalogue.
struct DemoCatalogue: Sendable {
    struct Creator: Sendable {
        let id: UUID
        let key: String
        /// The number of the user who is the creator.
        let user: Int
        let name: String
    }

    struct Course: Sendable {
        let id: UUID
        let key: String
        let creator: UUID
        let topic: String
        let title: String
        let description: String
        let category: String
        let level: String
        let priceCents: Int64
        let currency: String
        let rating: Double
        let publishedAt: Int64
        var lessons: [Lesson] = []
    }

    struct Lesson: Sendable {
        let id: UUID
        let key: String
        let title: String
        let kind: String
        let duration: Int64
        let difficulty: Int32
        let summary: String
    }

    let creators: [Creator]
    let courses: [Course]

    init(scale: DemoScale, day: DemoDay, keys: NaturalKeys) {
        var random = SplitMix64(seed: 1)
        let creators = (0..<scale.creators).map { number in
            Creator(
                id: keys.creator("\(number)"), key: "\(number)", user: number,
                name: random.pick(DemoWords.firstNames) + " " + random.pick(DemoWords.lastNames))
        }
        var writer = CourseWriter(random: random, day: day, keys: keys)
        var courses = (0..<scale.courses).map { number in writer.course(number, of: creators) }
        let sizes = writer.sizes(count: scale.courses, total: scale.lessons)
        for (number, size) in sizes.enumerated() { courses[number].lessons = writer.lessons(size, of: courses[number]) }
        self.creators = creators
        self.courses = courses
    }
}

/// Makes up courses, one after the other.
private struct CourseWriter {
    private static let prices: [Int64] = [999, 1499, 1999, 2999, 4999, 7999, 9999]
    private static let daysOfPublication = 1...1000

    var random: SplitMix64
    let day: DemoDay
    let keys: NaturalKeys
    private let categories = ZipfDistribution(count: DemoWords.categories.count, exponent: 0.8)
    private var coursesInCategory = Array(repeating: 0, count: DemoWords.categories.count)

    init(random: SplitMix64, day: DemoDay, keys: NaturalKeys) {
        self.random = random
        self.day = day
        self.keys = keys
    }

    mutating func course(_ number: Int, of creators: [DemoCatalogue.Creator]) -> DemoCatalogue.Course {
        let index = categories.sample(using: &random)
        let category = DemoWords.categories[index]
        let (topic, level, title) = subject(in: category, number: coursesInCategory[index])
        coursesInCategory[index] += 1
        return DemoCatalogue.Course(
            id: keys.course("\(number)"), key: "\(number)", creator: random.pick(creators).id, topic: topic,
            title: title,
            description: description(of: topic), category: category.name, level: level,
            priceCents: random.chance(0.25) ? 0 : random.pick(Self.prices),
            currency: random.chance(0.8) ? "USD" : random.pick(["EUR", "GBP"]),
            rating: random.chance(0.1) ? 0 : Double(Int.random(in: 30...50, using: &random)) / 10,
            publishedAt: day.moment(daysBefore: Int.random(in: Self.daysOfPublication, using: &random), using: &random))
    }

    /// Walks through all pairs of topic and title before one comes again.
    private func subject(
        in category: DemoWords.Category, number: Int
    ) -> (topic: String, level: String, title: String) {
        let pair = number * 7 % (category.topics.count * DemoWords.titles.count)
        let topic = category.topics[pair / DemoWords.titles.count]
        let (level, pattern) = DemoWords.titles[pair % DemoWords.titles.count]
        return (topic, level, pattern.naming(topic))
    }

    private mutating func description(of topic: String) -> String {
        DemoWords.descriptions.shuffled(using: &random).prefix(4).map { $0.naming(topic) }.joined(separator: " ")
    }

    /// How many lessons each course has: about as many as the others, and all together the total.
    mutating func sizes(count: Int, total: Int) -> [Int] {
        let mean = total / count
        var sizes = (0..<count).map { _ in mean + Int.random(in: -mean / 2...mean / 2, using: &random) }
        var surplus = sizes.reduce(0, +) - total
        var number = 0
        while surplus != 0 {
            let step = surplus.signum()
            if sizes[number % count] - step >= 1 {
                sizes[number % count] -= step
                surplus -= step
            }
            number += 1
        }
        return sizes
    }

    mutating func lessons(_ count: Int, of course: DemoCatalogue.Course) -> [DemoCatalogue.Lesson] {
        (1...count).map { position in
            let kind = position % 5 == 0 ? "quiz" : random.pick(["video", "video", "video", "text", "exercise"])
            let title = random.pick(DemoWords.lessons[kind] ?? []).naming(course.topic)
            return DemoCatalogue.Lesson(
                id: keys.lesson("\(position)", of: course.key), key: "\(course.key)/\(position)",
                title: "\(position). \(title)", kind: kind, duration: Int64.random(in: 3...30, using: &random) * 60,
                difficulty: Int32.random(in: 1...10, using: &random), summary: "Part \(position) of \(course.title).")
        }
    }
}

extension String {
    /// The pattern with the topic in the place of its star.
    fileprivate func naming(_ topic: String) -> String {
        split(separator: "*", omittingEmptySubsequences: false).joined(separator: topic)
    }
}
