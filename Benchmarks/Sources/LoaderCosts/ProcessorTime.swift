import Glibc

/// The least CPU time, of the whole process, that some runs of a body took, for each of its operations.
func leastProcessorTime(
    operations: Int, runs: Int = 9, _ body: () async throws -> Void
) async rethrows -> Duration {
    var least = Duration.seconds(Int64(Int32.max))
    for _ in 0..<runs {
        let start = processorTime()
        try await body()
        least = min(least, processorTime() - start)
    }
    return least / operations
}

private func processorTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
