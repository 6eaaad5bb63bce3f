import NIOCore

/// When the issuer's keys are fetched: at intervals, soon after a failure, and when somebody asks, but not too often.
struct RefreshSchedule {
    /// What whoever asks for a fetch does.
    enum Answer {
        /// Begins one, and waits for it.
        case start
        /// Waits for the one that has begun.
        case join
        /// Goes on without: the last one was a moment ago.
        case refuse
    }

    /// How long keys are used before they are fetched again.
    let interval: TimeAmount
    /// How soon they are fetched again after a failure, where the interval is not shorter.
    static let retryDelay = TimeAmount.seconds(15)
    /// The least time between fetches that are asked for, so that made-up keys cost the issuer little.
    static let pause = TimeAmount.seconds(10)

    private var due: NIODeadline?
    private var isFetching = false
    private var lastBegin: NIODeadline?

    init(interval: TimeAmount) {
        self.interval = interval
    }

    /// How often to look whether a fetch is due.
    var tick: TimeAmount { min(interval, Self.retryDelay) }

    func isDue(at now: NIODeadline) -> Bool {
        guard let due else { return !isFetching }
        return !isFetching && due <= now
    }

    mutating func ask(at now: NIODeadline) -> Answer {
        if isFetching { return .join }
        if let lastBegin, now < lastBegin + Self.pause { return .refuse }
        begin(at: now)
        return .start
    }

    mutating func begin(at now: NIODeadline) {
        isFetching = true
        lastBegin = now
    }

    mutating func end(at now: NIODeadline, isSuccess: Bool) {
        isFetching = false
        due = now + (isSuccess ? interval : tick)
    }
}
