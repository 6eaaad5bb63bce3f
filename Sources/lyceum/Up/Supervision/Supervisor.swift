/// Decides which process runs when: starts, restarts after a crash, and an orderly stop.
///
/// A value without I/O: each event returns what is to be done about it, and ``nextTick`` tells when to call
/// ``tick(now:)``. ``SupervisorRunner`` does what it says.
struct Supervisor: Sendable {
    typealias Instant = ContinuousClock.Instant

    /// How long a process may take to drain. The services' own limit (`LYCEUM_DRAIN_PERIOD`) ends first by default.
    static let drainLimit: Duration = .seconds(20)
    /// How long a process may take once it was told to hurry.
    static let hurryLimit: Duration = .seconds(3)
    /// A process that ran this long is taken to be well: its failures are forgotten.
    static let settledAfter: Duration = .seconds(10)
    /// How often a process may fail before the installation was ready for the first time.
    static let startAttempts = 6

    private enum State {
        case idle
        case launching
        case running(since: Instant)
        case waiting(until: Instant)
        case stopping(StopSignal, deadline: Instant)
    }

    private enum Phase: Equatable {
        /// Not ready yet: a process that keeps failing is a reason to give up.
        case starting
        /// Ready once: whatever fails is started again, for ever.
        case supervising
        /// Working through ``ManagedProcess/stopOrder``, from the stage on.
        case stopping(stage: Int, StopSignal)
        case finished
    }

    private var phase = Phase.starting
    private var states: [ManagedProcess: State] = [:]
    private var backoffs: [ManagedProcess: RestartBackoff] = [:]
    private let jitter: @Sendable () -> Double

    /// - Parameter jitter: Returns a random number from 0 to 1.
    init(jitter: @escaping @Sendable () -> Double = { .random(in: 0...1) }) {
        self.jitter = jitter
    }

    /// When ``tick(now:)`` has something to do next.
    var nextTick: Instant? {
        states.values.compactMap { state in
            switch state {
            case .waiting(let instant), .stopping(_, let instant): instant
            case .idle, .launching, .running: nil
            }
        }.min()
    }
}

// MARK: - Events

extension Supervisor {
    /// Starts processes that don't run yet.
    mutating func start(_ processes: [ManagedProcess]) -> [SupervisorAction] {
        guard phase == .starting || phase == .supervising else { return [] }
        return processes.filter { isStopped($0) }.map { process in
            states[process] = .launching
            return .launch(process)
        }
    }

    /// The installation answers for the first time.
    mutating func becameReady() {
        if phase == .starting { phase = .supervising }
    }

    /// A process that was to be launched runs.
    mutating func started(_ process: ManagedProcess, now: Instant) -> [SupervisorAction] {
        states[process] = .running(since: now)
        if case .stopping(_, let signal) = phase {
            // It was being launched when the stop began; its stage may have come in the meantime.
            return stageIsDue(process) ? stop(process, signal, now: now) : []
        }
        let isAgain = (backoffs[process]?.failures ?? 0) > 0
        return isAgain ? [.report(.restarted(process))] : []
    }

    /// A process ended, or could not be launched.
    mutating func exited(_ process: ManagedProcess, _ reason: ExitReason, now: Instant) -> [SupervisorAction] {
        let previous = states.updateValue(.idle, forKey: process) ?? .idle
        switch phase {
        case .starting, .supervising: return restart(process, reason, from: previous, now: now)
        case .stopping: return advanceStop(now: now)
        case .finished: return []
        }
    }

    /// Time has passed.
    mutating func tick(now: Instant) -> [SupervisorAction] {
        var actions: [SupervisorAction] = []
        for process in ManagedProcess.allCases {
            switch states[process] {
            case .waiting(let instant) where instant <= now:
                states[process] = .launching
                actions.append(.launch(process))
            case .stopping(let signal, let deadline) where deadline <= now:
                if signal < .kill { actions.append(.report(.overdue(process))) }
                actions += stop(process, .kill, now: now)
            default:
                break
            }
        }
        return actions
    }

    /// The operator wants to stop: in order the first time, at once the second, by force from then on.
    mutating func stopRequested(now: Instant) -> [SupervisorAction] {
        switch phase {
        case .starting, .supervising:
            for (process, state) in states {
                if case .waiting = state { states[process] = .idle }
            }
            phase = .stopping(stage: -1, .drain)
            return advanceStop(now: now)
        case .stopping(_, let signal):
            let firmer: StopSignal = signal == .drain ? .hurry : .kill
            phase = .stopping(stage: ManagedProcess.stopOrder.count - 1, firmer)
            return ManagedProcess.stopOrder.joined().flatMap { stop($0, firmer, now: now) }
        case .finished:
            return []
        }
    }
}

// MARK: - Decisions

extension Supervisor {
    private func isStopped(_ process: ManagedProcess) -> Bool {
        if case .idle = states[process] ?? .idle { true } else { false }
    }

    private mutating func restart(
        _ process: ManagedProcess, _ reason: ExitReason, from previous: State, now: Instant
    ) -> [SupervisorAction] {
        var backoff = backoffs[process] ?? RestartBackoff()
        if case .running(let since) = previous, since.duration(to: now) >= Self.settledAfter { backoff.reset() }
        let delay = backoff.next(jitter: jitter())
        backoffs[process] = backoff
        if phase == .starting, backoff.failures >= Self.startAttempts { return [.giveUp(process, reason)] }
        states[process] = .waiting(until: now + delay)
        return [.report(.restarting(process, reason, after: delay))]
    }

    /// Goes on to the next stage that has something running, once the current one has stopped.
    private mutating func advanceStop(now: Instant) -> [SupervisorAction] {
        guard case .stopping(var stage, let signal) = phase else { return [] }
        while stage < 0 || ManagedProcess.stopOrder[stage].allSatisfy({ isStopped($0) }) {
            stage += 1
            guard stage < ManagedProcess.stopOrder.count else {
                // A firm stop skips stages: an earlier one may still have something running.
                guard ManagedProcess.allCases.allSatisfy({ isStopped($0) }) else { return [] }
                phase = .finished
                return [.finish]
            }
            phase = .stopping(stage: stage, signal)
            let running = ManagedProcess.stopOrder[stage].filter { !isStopped($0) }
            if !running.isEmpty {
                return [.report(.stopping(running))] + running.flatMap { stop($0, signal, now: now) }
            }
        }
        return []
    }

    private func stageIsDue(_ process: ManagedProcess) -> Bool {
        guard case .stopping(let stage, _) = phase, stage >= 0 else { return false }
        return ManagedProcess.stopOrder[...stage].joined().contains(process)
    }

    /// Signals a process that runs. One that is being launched is signalled when it has started.
    private mutating func stop(
        _ process: ManagedProcess, _ signal: StopSignal, now: Instant
    ) -> [SupervisorAction] {
        switch states[process] ?? .idle {
        case .running, .stopping:
            states[process] = .stopping(
                signal, deadline: now + (signal == .drain ? Self.drainLimit : Self.hurryLimit))
            return [.signal(process, signal)]
        case .idle, .launching, .waiting:
            return []
        }
    }
}
