internal import FoundationEssentials

/// The XP that the learners got for what they did, and for coming by, until there are as many events as wanted.
struct DemoEvents {
    struct Event {
        let user: Int
        let points: Int32
        let type: String
        let course: UUID?
        let at: Int64
    }

    let scale: DemoScale
    let day: DemoDay
    let catalogue: DemoCatalogue
    let learners: DemoLearners

    /// All events: every learner has come by during the last days, then what they learned, then more visits.
    var all: [Event] {
        var random = SplitMix64(seed: 3)
        var events = learners.learners.indices.map { visit(of: $0, lastDays: 20, &random) }
        for (user, learner) in learners.learners.enumerated() {
            for enrollment in learner.enrollments { events += self.events(of: user, in: enrollment) }
        }
        while events.count < scale.events {
            let user = Int.random(in: learners.learners.indices, using: &random)
            events.append(visit(of: user, lastDays: 39, &random))
        }
        return Array(events.prefix(scale.events))
    }

    private func visit(of user: Int, lastDays days: Int, _ random: inout SplitMix64) -> Event {
        let daysBefore = Int.random(in: 1...days, using: &random)
        return Event(
            user: user, points: 5, type: "daily_visit", course: nil,
            at: day.moment(daysBefore: daysBefore, using: &random))
    }

    private func events(of user: Int, in enrollment: DemoLearners.Enrollment) -> [Event] {
        let course = catalogue.courses[enrollment.course]
        var events = zip(course.lessons, enrollment.lessonsDoneAt).map { lesson, at in
            let isQuiz = lesson.kind == "quiz"
            return Event(
                user: user, points: isQuiz ? 25 : 10 + lesson.difficulty,
                type: isQuiz ? "quiz_passed" : "lesson_completed",
                course: course.id, at: at)
        }
        if enrollment.isCompleted, let at = enrollment.lessonsDoneAt.last {
            events.append(Event(user: user, points: 200, type: "course_completed", course: course.id, at: at))
        }
        return events
    }
}
