import MetricsTestKit
import Testing

@testable import Gateway

@Suite("The memory for bodies")
struct BodyMemoryTests {
    private let memory = BodyMemory(limit: 100)
    private let allowance = BodyMemory.allowance

    @Test("is shared by all connections, each of which has an allowance beside")
    func limit() {
        #expect(memory.change(from: 0, to: allowance + 60))
        #expect(memory.change(from: 0, to: allowance + 40))
        #expect(memory.change(from: 0, to: allowance))
        #expect(!memory.change(from: allowance, to: allowance + 1))
    }

    @Test("has room again when a connection holds less")
    func release() {
        #expect(memory.change(from: 0, to: allowance + 100))
        #expect(!memory.change(from: 0, to: allowance + 50))
        #expect(memory.change(from: allowance + 50, to: 0), "giving back always succeeds")
        #expect(memory.change(from: allowance + 100, to: allowance + 50))
        #expect(memory.change(from: allowance - 1, to: allowance + 50))
        #expect(!memory.change(from: 0, to: allowance + 1))
    }

    @Test("tells what is taken of it, without the allowances")
    func metric() throws {
        let metrics = TestMetrics()
        let memory = BodyMemory(limit: 100, factory: metrics)
        memory.change(from: 0, to: allowance)
        memory.change(from: allowance, to: allowance + 60)
        memory.change(from: 0, to: allowance + 70)
        memory.change(from: allowance + 70, to: 1)
        #expect(try metrics.expectMeter("lyceum_http_body_memory_bytes").values == [60, 130, 60])
    }
}
