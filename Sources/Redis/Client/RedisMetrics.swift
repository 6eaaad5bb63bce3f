import Metrics
import NIOCore

/// The figures of one client.
struct RedisMetrics: Sendable {
    private let calls = Counter(label: "lyceum_redis_calls_total")
    private let roundTrips = Timer(label: "lyceum_redis_round_trip_seconds")
    private let connectAttempts = Counter(label: "lyceum_redis_connect_attempts_total")
    private let failures: [RedisError.Code: Counter] = Dictionary(
        uniqueKeysWithValues: [RedisError.Code.unavailable, .deadlineExceeded, .cancelled, .overloaded].map { code in
            (code, Counter(label: "lyceum_redis_failures_total", dimensions: [("code", code.rawValue)]))
        })

    func answered(after roundTrip: TimeAmount) {
        calls.increment()
        roundTrips.recordNanoseconds(roundTrip.nanoseconds)
    }

    func failed(_ code: RedisError.Code, calls: Int = 1) {
        guard calls > 0 else { return }
        failures[code]?.increment(by: Int64(calls))
    }

    func connecting() {
        connectAttempts.increment()
    }
}
