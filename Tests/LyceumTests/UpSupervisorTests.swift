import Testing

@testable import lyceum

/// A supervisor with a clock of its own and without randomness.
private struct SupervisedSystem {
    var supervisor = Supervisor(jitter: { 0 })
    var now = ContinuousClock.now

    /// Starts all processes and lets them come up.
    static func running() -> SupervisedSystem {
        var system = SupervisedSystem()
        for process in ManagedProcess.allCases { system.bringUp(process) }
        system.supervisor.becameReady()
        return system
    }

    mutating func bringUp(_ process: ManagedProcess) {
        #expect(supervisor.start([process]) == [.launch(process)])
        #expect(started(process) == [])
    }

    mutating func started(_ process: ManagedProcess) -> [SupervisorAction] {
        supervisor.started(process, now: now)
    }

    mutating func exited(_ process: ManagedProcess, code: Int32 = 1) -> [SupervisorAction] {
        supervisor.exited(process, .exited(code: code), now: now)
    }

    mutating func stop() -> [SupervisorAction] { supervisor.stopRequested(now: now) }

    mutating func tick(after duration: Duration) -> [SupervisorAction] {
        now = now + duration
        return supervisor.tick(now: now)
    }
}

@Suite("Supervisor")
struct UpSupervisorTests {
    @Test("a process is launched once, however often it is asked for")
    func launchesOnce() {
        var system = SupervisedSystem()
        #expect(system.supervisor.start([.postgres, .redis]) == [.launch(.postgres), .launch(.redis)])
        #expect(system.supervisor.start([.postgres, .redis]) == [])
        #expect(system.started(.postgres) == [])
        #expect(system.supervisor.start([.postgres]) == [])
    }

    @Test("a crashed process is reported and launched again after its delay, not before")
    func restartsAfterDelay() {
        var system = SupervisedSystem.running()
        let delay = RestartBackoff.base
        #expect(system.exited(.cache) == [.report(.restarting(.cache, .exited(code: 1), after: delay))])
        #expect(system.supervisor.nextTick == system.now + delay)
        #expect(system.tick(after: delay - .nanoseconds(1)) == [])
        #expect(system.tick(after: .nanoseconds(1)) == [.launch(.cache)])
        #expect(system.supervisor.nextTick == nil)
        #expect(system.started(.cache) == [.report(.restarted(.cache))])
    }

    @Test("a process that could not be launched is tried again like one that crashed")
    func retriesFailedLaunch() {
        var system = SupervisedSystem.running()
        _ = system.exited(.course)
        _ = system.tick(after: RestartBackoff.base)
        let reason = ExitReason.failedToStart("no memory")
        #expect(
            system.supervisor.exited(.course, reason, now: system.now)
                == [.report(.restarting(.course, reason, after: RestartBackoff.base * 2))])
        #expect(system.tick(after: RestartBackoff.base * 2) == [.launch(.course)])
    }

    @Test("a process that ran well for a while starts over with the shortest delay")
    func forgetsOldFailures() {
        var system = SupervisedSystem.running()
        for _ in 0..<4 {
            _ = system.exited(.gateway)
            #expect(system.tick(after: RestartBackoff.cap) == [.launch(.gateway)])
            _ = system.started(.gateway)
        }
        #expect(system.tick(after: Supervisor.settledAfter) == [])
        #expect(
            system.exited(.gateway)
                == [.report(.restarting(.gateway, .exited(code: 1), after: RestartBackoff.base))])
    }

    @Test("before the installation was ready, a process that keeps failing ends the attempt")
    func givesUpWhileStarting() {
        var system = SupervisedSystem()
        system.bringUp(.postgres)
        for _ in 1..<Supervisor.startAttempts {
            _ = system.exited(.postgres)
            #expect(system.tick(after: RestartBackoff.cap) == [.launch(.postgres)])
            _ = system.started(.postgres)
        }
        #expect(system.exited(.postgres) == [.giveUp(.postgres, .exited(code: 1))])
        #expect(system.stop() == [.finish])
    }

    @Test("once it was ready, a process may fail for ever")
    func neverGivesUpLater() {
        var system = SupervisedSystem.running()
        for _ in 0..<50 {
            _ = system.exited(.leaderboard)
            #expect(system.tick(after: RestartBackoff.cap) == [.launch(.leaderboard)])
            _ = system.started(.leaderboard)
        }
    }

    @Test("a stop drains the gateway, then the services, then the databases, and finishes")
    func stopsInOrder() {
        var system = SupervisedSystem.running()
        #expect(system.stop() == [.report(.stopping([.gateway])), .signal(.gateway, .drain)])
        let services: [ManagedProcess] = [.course, .leaderboard, .cache]
        #expect(
            system.exited(.gateway, code: 0)
                == [.report(.stopping(services))] + services.map { .signal($0, .drain) })
        #expect(system.exited(.cache, code: 0) == [])
        #expect(system.exited(.course, code: 0) == [])
        #expect(
            system.exited(.leaderboard, code: 0)
                == [.report(.stopping([.postgres, .redis])), .signal(.postgres, .drain), .signal(.redis, .drain)])
        #expect(system.exited(.redis, code: 0) == [])
        #expect(system.exited(.postgres, code: 0) == [.finish])
        #expect(system.supervisor.nextTick == nil)
    }

    @Test("stages with nothing in them are passed over")
    func skipsEmptyStages() {
        var system = SupervisedSystem()
        system.bringUp(.postgres)
        #expect(system.stop() == [.report(.stopping([.postgres])), .signal(.postgres, .drain)])
        #expect(system.exited(.postgres, code: 0) == [.finish])
    }

    @Test("a stop with nothing running finishes at once")
    func finishesWithNothing() {
        var system = SupervisedSystem()
        #expect(system.stop() == [.finish])
        #expect(system.supervisor.start([.postgres]) == [])
        #expect(system.stop() == [])
    }

    @Test("a process that waits for its restart is not started by a stop")
    func cancelsWaitingRestart() {
        var system = SupervisedSystem()
        system.bringUp(.redis)
        _ = system.exited(.redis)
        #expect(system.stop() == [.finish])
        #expect(system.tick(after: .seconds(60)) == [])
    }

    @Test("a process that is just being launched is stopped as soon as it runs")
    func stopsLateStarter() {
        var system = SupervisedSystem()
        _ = system.supervisor.start([.gateway])
        #expect(system.stop() == [.report(.stopping([.gateway]))])
        #expect(system.started(.gateway) == [.signal(.gateway, .drain)])
        #expect(system.exited(.gateway, code: 0) == [.finish])
    }

    @Test("a process of a later stage that comes up during a stop runs until its stage")
    func laterStageWaits() {
        var system = SupervisedSystem()
        system.bringUp(.gateway)
        _ = system.supervisor.start([.postgres])
        _ = system.stop()
        #expect(system.started(.postgres) == [])
        #expect(
            system.exited(.gateway, code: 0) == [.report(.stopping([.postgres])), .signal(.postgres, .drain)])
    }

    @Test("a process that crashes while others drain is not started again")
    func noRestartWhileStopping() {
        var system = SupervisedSystem.running()
        _ = system.stop()
        #expect(system.exited(.redis) == [])
        #expect(system.tick(after: .seconds(5)) == [])
    }

    @Test("a process that does not drain in time is ended by force")
    func killsOverdue() {
        var system = SupervisedSystem()
        system.bringUp(.gateway)
        _ = system.stop()
        #expect(system.tick(after: Supervisor.drainLimit - .nanoseconds(1)) == [])
        #expect(
            system.tick(after: .nanoseconds(1)) == [.report(.overdue(.gateway)), .signal(.gateway, .kill)])
        #expect(system.supervisor.exited(.gateway, .signalled(9), now: system.now) == [.finish])
    }

    @Test("a second stop hurries everything at once, a third ends it by force")
    func hurries() {
        var system = SupervisedSystem.running()
        let inOrder = ManagedProcess.stopOrder.flatMap(\.self)
        _ = system.stop()
        #expect(system.stop() == inOrder.map { .signal($0, .hurry) })
        #expect(system.stop() == inOrder.map { .signal($0, .kill) })
        for process in ManagedProcess.databases + ManagedProcess.services.dropLast() {
            #expect(system.exited(process) == [])
        }
        #expect(system.exited(.gateway) == [.finish])
    }

    @Test("hurrying after a part has stopped leaves that part alone")
    func hurriesTheRest() {
        var system = SupervisedSystem.running()
        _ = system.stop()
        _ = system.exited(.gateway, code: 0)
        let rest: [ManagedProcess] = [.course, .leaderboard, .cache, .postgres, .redis]
        #expect(system.stop() == rest.map { .signal($0, .hurry) })
    }

    @Test("delays double up to the cap, and jitter takes at most half of one", arguments: [0.0, 0.5, 1.0])
    func backsOff(jitter: Double) {
        var backoff = RestartBackoff()
        let delays = (0..<200).map { _ in backoff.next(jitter: jitter) }
        let whole = [100, 200, 400, 800, 1_600, 2_000, 2_000].map { Duration.milliseconds($0) }
        #expect(Array(delays.prefix(7)) == whole.map { $0 - $0 / 2 * jitter })
        #expect(delays.allSatisfy { $0 <= RestartBackoff.cap && $0 >= RestartBackoff.base / 2 })
        backoff.reset()
        #expect(backoff.next(jitter: 0) == RestartBackoff.base)
    }
}
