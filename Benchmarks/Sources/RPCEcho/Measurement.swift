import Glibc

/// What some calls cost: time, and CPU of the whole process, which is both sides of the calls.
struct Measurement {
    let calls: Int
    let elapsed: Duration
    let processor: Duration

    var callsPerSecond: Double { Double(calls) / (elapsed / .seconds(1)) }
    var processorMicroseconds: Double { (processor / .microseconds(1)) / Double(calls) }

    static func of(calls: Int, _ body: () async throws -> Void) async rethrows -> Measurement {
        let (start, used) = (ContinuousClock.now, processorTime())
        try await body()
        return Measurement(
            calls: calls, elapsed: start.duration(to: .now), processor: processorTime() - used)
    }

    private static func processorTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
