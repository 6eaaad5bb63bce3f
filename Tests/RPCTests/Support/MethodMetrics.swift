import MetricsTestKit
import NIOCore

@testable import RPC

/// What one end has recorded of a method's calls.
struct MethodMetrics: Sendable {
    let factory: TestMetrics
    let side: CallMetrics.Side
    let method: MethodDescriptor

    var started: Int64 { total("started_total") }
    var retries: Int64 { total("retries_total") }
    var requestBytes: Int64 { total("request_bytes_total") }
    var responseBytes: Int64 { total("response_bytes_total") }
    var latencies: [TimeAmount] { times("latency_seconds") }
    var queueTimes: [TimeAmount] { times("queue_seconds") }
    /// Nil before the first call.
    var inFlight: Double? { try? factory.expectMeter(label("in_flight"), dimensions).lastValue }

    /// Calls that ended with this code.
    func handled(_ code: Status.Code) -> Int64 {
        total("handled_total", [("code", code.description)])
    }

    /// Waits until so many calls have ended: a server may note an end when its caller has the reply.
    func waitUntilEnded(_ count: Int64) async {
        while total("handled_total") < count, !Task.isCancelled { await Task.yield() }
    }

    private var dimensions: [(String, String)] { [("service", method.service), ("method", method.name)] }

    private func label(_ name: String) -> String { "lyceum_rpc_\(side.rawValue)_\(name)" }

    /// A counter's value, 0 if there is none, summed up over the dimensions that are not given.
    private func total(_ name: String, _ further: [(String, String)] = []) -> Int64 {
        factory.counterTotal(label: label(name), dimensions: dimensions + further)
    }

    private func times(_ name: String) -> [TimeAmount] {
        let timer = try? factory.expectTimer(label(name), dimensions)
        return (timer?.values ?? []).map { TimeAmount.nanoseconds($0) }
    }
}
