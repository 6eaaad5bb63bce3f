internal import FoundationEssentials

/// The demo's users and what they have learned. The same scale, day and catalogue give the same learners.
struct DemoLearners: Sendable {
    struct Learner: Sendable {
        let id: UUID
        let username: String
        let joinedAt: Int64
        let isPremium: Bool
        var enrollments: [Enrollment] = []
    }

    struct Enrollment: Sendable {
        /// The number of the course in the catalogue.
        let course: Int
        let enrolledAt: Int64
        /// When the first lessons were done, in their order.
        let lessonsDoneAt: [Int64]
        let isCompleted: Bool
    }

    private static let daysOfJoining = 40...700
    private static let completed = 0.05
    private static let begun = 0.15

    let learners: [Learner]

    init(scale: DemoScale, day: DemoDay, catalogue: DemoCatalogue, keys: NaturalKeys) {
        var random = SplitMix64(seed: 2)
        let popularity = ZipfDistribution(count: scale.courses, exponent: 0.99)
        let ranked = catalogue.courses.indices.shuffled(using: &random)
        let sizes = Self.sizes(scale, &random)
        learners = (0..<scale.users).map { number in
            var learner = Learner(
                id: keys.user("\(number)"),
                username: "\(random.pick(DemoWords.firstNames))_\(random.pick(DemoWords.lastNames))_\(number)"
                    .lowercased(),
                joinedAt: day.moment(daysBefore: Int.random(in: Self.daysOfJoining, using: &random), using: &random),
                isPremium: random.chance(0.1))
            var courses = Set<Int>()
            while courses.count < sizes[number] {
                let course = ranked[popularity.sample(using: &random)]
                guard courses.insert(course).inserted else { continue }
                learner.enrollments.append(
                    Self.enrollment(in: course, catalogue.courses[course], since: learner.joinedAt, day, &random))
            }
            return learner
        }
    }

    /// How many enrolments each user has: few have many, and all together have the total.
    private static func sizes(_ scale: DemoScale, _ random: inout SplitMix64) -> [Int] {
        let mean = scale.enrollments / scale.users
        var sizes = Array(repeating: mean / 2, count: scale.users)
        let activity = ZipfDistribution(count: scale.users, exponent: 0.3)
        // No user has so many courses that finding another one takes long.
        let limit = max(2 * mean, scale.courses / 20)
        var left = scale.enrollments - sizes.reduce(0, +)
        while left > 0 {
            let user = activity.sample(using: &random)
            guard sizes[user] < limit else { continue }
            sizes[user] += 1
            left -= 1
        }
        return sizes
    }

    private static func enrollment(
        in number: Int, _ course: DemoCatalogue.Course, since joinedAt: Int64, _ day: DemoDay,
        _ random: inout SplitMix64
    ) -> Enrollment {
        let from = max(joinedAt, course.publishedAt)
        let enrolledAt = Int64.random(in: from..<max(day.start, from + 1), using: &random)
        let isCompleted = random.chance(completed)
        let done =
            if isCompleted {
                course.lessons.count
            } else if random.chance(begun) {
                Int.random(in: 1..<max(2, course.lessons.count / 2), using: &random)
            } else {
                0
            }
        let span = max(1, (day.start - enrolledAt) / 2)
        let times = (0..<done).map { _ in enrolledAt + Int64.random(in: 0..<span, using: &random) }.sorted()
        return Enrollment(course: number, enrolledAt: enrolledAt, lessonsDoneAt: times, isCompleted: isCompleted)
    }
}
