import CoreMetrics
import MetricsTestKit
import Testing

@testable import RPC

@Suite("Metrics of calls")
struct MetricsTests {
    @Test("Calls are counted when they start and end, by code, with their latency")
    func callMetrics() throws {
        let factory = TestMetrics()
        let metrics = CallMetrics(side: .server, service: "s", method: "m", factory: factory)
        metrics.callStarted(requestByteCount: 10)
        metrics.callStarted(requestByteCount: 20)
        metrics.callTakenUp(after: .milliseconds(1))
        metrics.countResponse(byteCount: 300)
        metrics.callEnded(.ok, after: .milliseconds(2))
        metrics.callEnded(.notFound, after: .milliseconds(3))
        metrics.callRefused(.resourceExhausted)
        let labels = [("service", "s"), ("method", "m")]
        func handled(_ code: String) throws -> Int64 {
            try factory.expectCounter("lyceum_rpc_server_handled_total", labels + [("code", code)]).totalValue
        }
        #expect(try factory.expectCounter("lyceum_rpc_server_started_total", labels).totalValue == 3)
        #expect(try handled("OK") == 1)
        #expect(try handled("NOT_FOUND") == 1)
        #expect(try handled("RESOURCE_EXHAUSTED") == 1)
        #expect(try factory.expectTimer("lyceum_rpc_server_latency_seconds", labels).values == [2_000_000, 3_000_000])
        #expect(try factory.expectCounter("lyceum_rpc_server_request_bytes_total", labels).totalValue == 30)
        #expect(try factory.expectCounter("lyceum_rpc_server_response_bytes_total", labels).totalValue == 300)
        #expect(try factory.expectTimer("lyceum_rpc_server_queue_seconds", labels).values == [1_000_000])
        #expect(try factory.expectMeter("lyceum_rpc_server_in_flight", labels).lastValue == 0)
    }
}
