import Glibc

/// Obeys the commands on standard input, a line each:
///
/// - `run LOAD CALLERS SECONDS` makes calls for so long, and answers `done`: what is counted outside ends here.
/// - `report` answers `CALLS P50 P99` of the last run, in nanoseconds.
public struct LoadGenerator: Sendable {
    /// Makes calls of a kind with so many callers until a time, and returns what each took, in nanoseconds.
    public typealias Run = @Sendable (Load, _ callers: Int, _ end: MonotonicTime) async throws -> [UInt32]

    private let run: Run

    /// A generator whose callers are not tasks.
    public init(run: @escaping Run) {
        self.run = run
    }

    /// A generator whose callers are tasks, each of which makes a call when its last one has ended.
    public init(call: @escaping @Sendable (Load) async throws -> Void) {
        run = { load, callers, end in
            try await withThrowingTaskGroup(of: [UInt32].self) { group in
                for _ in 0..<callers {
                    group.addTask { @concurrent in try await Self.repeatCalls(until: end) { try await call(load) } }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
        }
    }

    /// Obeys until the input ends.
    public func obey() async throws {
        var times: [UInt32] = []
        while let line = readLine() {
            let words = line.split(separator: " ")
            if words.count == 4, words[0] == "run", let load = Load(rawValue: String(words[1])),
                let callers = Int(words[2]), let seconds = Double(words[3])
            {
                times = try await run(load, callers, .now + seconds)
                print("done")
            } else if words == ["report"] {
                times.sort()
                print(times.count, percentile(times, 50), percentile(times, 99))
            }
            flushOutput()
        }
    }

    private static func repeatCalls(
        until end: MonotonicTime, _ call: () async throws -> Void
    ) async throws -> [UInt32] {
        var times: [UInt32] = []
        var start = MonotonicTime.now
        while start < end {
            try await call()
            let now = MonotonicTime.now
            times.append(now - start)
            start = now
        }
        return times
    }

    /// The value that so many per cent of the sorted values do not exceed; 0 of none.
    private func percentile(_ sorted: [UInt32], _ percent: Int) -> UInt32 {
        sorted.isEmpty ? 0 : sorted[(sorted.count - 1) * percent / 100]
    }
}

/// Output goes to a pipe, which is flushed when its buffer is full otherwise.
func flushOutput() {
    fflush(nil)
}
