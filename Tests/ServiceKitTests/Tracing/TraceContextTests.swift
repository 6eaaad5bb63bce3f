import Testing
import Tracing

@testable import ServiceKit

@Suite("W3C Trace Context")
struct TraceContextTests {
    private static let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test("What is read is written as it was")
    func roundTrip() throws {
        let context = try #require(TraceContext(parent: Self.parent, state: "congo=t61rcWkgMzE,rojo=1"))
        #expect(context.traceID.text == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(context.spanID.text == "00f067aa0ba902b7")
        #expect(context.isSampled)
        #expect(context.state == "congo=t61rcWkgMzE,rojo=1")
        #expect(context.parent == Self.parent)
    }

    @Test("Of the flags the first bit counts", arguments: [("00", false), ("02", false), ("03", true), ("ff", true)])
    func flags(text: String, isSampled: Bool) throws {
        let context = try #require(TraceContext(parent: Self.parent.dropLast(2) + text, state: nil))
        #expect(context.isSampled == isSampled)
    }

    @Test(
        "Later versions may have more behind a dash",
        arguments: ["cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more", "01" + parent.dropFirst(2)])
    func laterVersions(text: String) throws {
        #expect(try #require(TraceContext(parent: text, state: nil)).parent == Self.parent)
    }

    @Test(
        "What is not valid begins no trace",
        arguments: [
            "", "00", String(parent.dropLast()), parent + "-more", parent + "0",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
            "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
            "00-4bf92f3577b34da6a3ce929d0e0e47360-0f067aa0ba902b7-01",
        ])
    func invalid(text: String) {
        #expect(TraceContext(parent: text, state: "a=1") == nil)
    }

    @Test("A state of over 512 bytes is not passed on, nor is an empty one")
    func stateLimit() throws {
        let longest = String(repeating: "a", count: 512)
        #expect(try #require(TraceContext(parent: Self.parent, state: longest)).state == longest)
        #expect(try #require(TraceContext(parent: Self.parent, state: longest + "a")).state == nil)
        #expect(try #require(TraceContext(parent: Self.parent, state: "")).state == nil)
    }

    @Test("Made identities are written with all their digits, and are never the same")
    func identities() {
        let traces = Set((0..<100).map { _ in TraceID.random().text })
        let spans = Set((0..<100).map { _ in SpanID.random().text })
        #expect(traces.count == 100 && traces.allSatisfy { $0.count == 32 })
        #expect(spans.count == 100 && spans.allSatisfy { $0.count == 16 })
        #expect(TraceID(high: 0, low: 1)?.text == String(repeating: "0", count: 31) + "1")
    }

    @Test("A ratio keeps that part of the traces, the same ones in each process")
    func sampling() {
        let traces = (0..<4_000).map { _ in TraceID.random() }
        func kept(_ ratio: Double) -> Set<TraceID> {
            let sampler = TraceSampler(ratio: ratio)
            return Set(traces.filter { sampler.keeps($0) })
        }
        #expect(kept(0).isEmpty)
        #expect(kept(1).count == traces.count)
        // Ten standard deviations on either side.
        #expect(725...1_275 ~= kept(0.25).count)
        #expect(kept(0.25).isSubset(of: kept(0.5)))
    }
}
