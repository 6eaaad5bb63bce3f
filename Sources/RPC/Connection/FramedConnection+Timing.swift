internal import NIOCore

/// The one timer of a connection.
extension FramedConnection {
    /// Sees to it that the timer fires for what calls wait for.
    func arm(_ schedule: CallSchedule) {
        let keepalive = schedule.keepsAlive ? .now() + loop.value.limits.keepaliveInterval : NIODeadline.distantFuture
        arm(min(schedule.earliestDeadline, keepalive))
    }

    /// Sees to it that the timer fires soon after this moment.
    ///
    /// It is seldom set anew: when it fires for a call that has long ended, it is set for the next one.
    private func arm(_ deadline: NIODeadline) {
        let loop = loop.value
        guard deadline < loop.timerDeadline, channel.isActive else { return }
        loop.timer?.cancel()
        loop.timerDeadline = deadline
        let time = max(deadline, .now() + ConnectionTiming.resolution)
        loop.timer = channel.eventLoop.scheduleTask(deadline: time) { self.timerFired() }
    }

    private func timerFired() {
        loop.value.cancelTimer()
        checkLiveness(at: .now())
    }

    /// Does what is due at this moment.
    func checkLiveness(at now: NIODeadline) {
        let schedule = expireCalls(at: now)
        switch loop.value.liveness.check(at: now, schedule) {
        case .alive(let next): arm(min(next, schedule.earliestDeadline))
        case .askForLife:
            askForLife(at: now)
            checkLiveness(at: now)
        case .sayFarewell:
            guard sayFarewell() else { return close(because: ConnectionLiveness.Reason.idleTimeout.rawValue) }
            checkLiveness(at: now)
        case .giveUp(let reason): close(because: reason.rawValue)
        }
    }
}

enum ConnectionTiming {
    /// How late a deadline may be noticed: the price of having one timer per connection, not one per call.
    static let resolution = TimeAmount.milliseconds(10)
}
