/// What a plug knows, as a value: jobs that can run, and loads that wait until none is left.
struct PlugState<Job, Load> {
    /// What the executor does next.
    enum Step {
        case run(Job)
        case release([Load])
        /// Nothing is left; `enqueue(_:)` says when to start again.
        case stop
    }

    private let isManual: Bool
    /// In the order in which they came, of which `head` have been taken.
    private var jobs: [Job] = []
    private var head = 0
    private(set) var staged: [Load] = []
    private var isRunning = false
    /// Answers that are being handed out: the jobs that they make runnable are not all here yet.
    private var answering = 0

    /// Whether nothing will come that could stage further loads, so that those staged have to leave.
    private var isQuiet: Bool { !isRunning && answering == 0 && !isManual }

    init(isManual: Bool) {
        self.isManual = isManual
    }

    /// Adds a job. Returns whether the executor has to start.
    mutating func enqueue(_ job: Job) -> Bool {
        jobs.append(job)
        defer { isRunning = true }
        return !isRunning
    }

    /// Takes the next step of an executor that was started.
    mutating func next() -> Step {
        if head < jobs.count {
            head += 1
            return .run(jobs[head - 1])
        }
        jobs.removeAll(keepingCapacity: true)
        head = 0
        isRunning = false
        guard isQuiet, !staged.isEmpty else { return .stop }
        isRunning = true
        return .release(takeStaged())
    }

    /// Holds a load back. Returns what is to be released at once, because nobody runs who could do so later.
    mutating func stage(_ load: Load) -> [Load] {
        staged.append(load)
        return isQuiet ? takeStaged() : []
    }

    /// An answer is about to be handed to the request.
    mutating func answerBegins() {
        answering += 1
    }

    /// The answer was handed out, and so were those that came with it. Returns what is to be released at once.
    mutating func answerEnded() -> [Load] {
        answering -= 1
        return isQuiet ? takeStaged() : []
    }

    /// Takes all that is held back.
    mutating func takeStaged() -> [Load] {
        defer { staged = [] }
        return staged
    }
}
