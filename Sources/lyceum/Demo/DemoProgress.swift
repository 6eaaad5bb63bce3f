/// Counts the rows of a demo that have been sent.
struct DemoProgress {
    private static let interval = 1_000

    private let total: Int
    private let report: (Double, String) -> Void
    private var done = 0

    init(scale: DemoScale, report: @escaping (_ share: Double, _ step: String) -> Void) {
        total = scale.creators + scale.courses + scale.lessons + scale.users + scale.enrollments + scale.events
        self.report = report
    }

    /// One more row of those that the scale counts.
    mutating func advance(_ step: String) {
        done += 1
        if done % Self.interval == 0 || done == total { report(min(1, Double(done) / Double(total)), step) }
    }
}
