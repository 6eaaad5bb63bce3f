import Dispatch
import Synchronization

/// Runs tasks, and can be told to hold them up as a busy machine does.
final class HeldExecutor: TaskExecutor {
    private struct State {
        var isHeld = false
        var jobs: [UnownedJob] = []
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "test")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isHeld = state.withLock { state in
            if state.isHeld { state.jobs.append(job) }
            return state.isHeld
        }
        if !isHeld { run(job) }
    }

    func hold() {
        state.withLock { $0.isHeld = true }
    }

    func release() {
        let jobs = state.withLock { state in
            state.isHeld = false
            defer { state.jobs = [] }
            return state.jobs
        }
        for job in jobs { run(job) }
    }

    private func run(_ job: UnownedJob) {
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
