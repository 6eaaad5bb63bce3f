import Metrics
import Testing

@testable import ServiceKit

@Suite("Metrics for Prometheus")
struct PrometheusMetricsFactoryTests {
    private let factory = PrometheusMetricsFactory(
        descriptions: ["lyceum_rpc_calls_total": "Calls by method,\nwith a \\ in it."], seriesLimit: 3)

    /// The exposition without the count of refused series, which most tests have nothing to do with.
    private var lines: [String] {
        factory.exposition().split(separator: "\n").map(String.init).filter { !$0.contains("lyceum_metrics_refused") }
    }

    @Test("families and series are sorted, described and escaped")
    func exposition() {
        Counter(label: "lyceum_rpc_calls_total", dimensions: [("method", "B"), ("code", "OK")], factory: factory)
            .increment(by: 2)
        Counter(label: "lyceum_rpc_calls_total", dimensions: [("code", "a\"\\\n"), ("method", "A")], factory: factory)
            .increment()
        Gauge(label: "lyceum_pool_connections", dimensions: [], factory: factory).record(3.5)
        #expect(
            lines == [
                "# HELP lyceum_pool_connections lyceum pool connections",
                "# TYPE lyceum_pool_connections gauge",
                "lyceum_pool_connections 3.5",
                #"# HELP lyceum_rpc_calls_total Calls by method,\nwith a \\ in it."#,
                "# TYPE lyceum_rpc_calls_total counter",
                #"lyceum_rpc_calls_total{code="OK",method="B"} 2"#,
                #"lyceum_rpc_calls_total{code="a\"\\\n",method="A"} 1"#,
            ])
    }

    @Test("a timer is a histogram of seconds whose buckets include their bound and are cumulative")
    func timer() {
        let timer = Timer(label: "lyceum_call_seconds", dimensions: [("m", "x")], factory: factory)
        for nanoseconds in [50_000, 50_001, 1_000_000, 11_000_000_000] as [Int64] {
            timer.recordNanoseconds(nanoseconds)
        }
        let lines = lines
        #expect(lines[1] == "# TYPE lyceum_call_seconds histogram")
        #expect(lines[2] == #"lyceum_call_seconds_bucket{m="x",le="5e-05"} 1"#)
        #expect(lines[3] == #"lyceum_call_seconds_bucket{m="x",le="0.0001"} 2"#)
        #expect(lines[6] == #"lyceum_call_seconds_bucket{m="x",le="0.001"} 3"#)
        #expect(
            lines.suffix(4) == [
                #"lyceum_call_seconds_bucket{m="x",le="10"} 3"#, #"lyceum_call_seconds_bucket{m="x",le="+Inf"} 4"#,
                #"lyceum_call_seconds_sum{m="x"} 11.001100001"#, #"lyceum_call_seconds_count{m="x"} 4"#,
            ])
    }

    @Test("an aggregating recorder is a histogram of sizes")
    func recorder() {
        let recorder = Recorder(label: "lyceum_batch_keys", dimensions: [], aggregate: true, factory: factory)
        recorder.record(20)
        recorder.record(21)
        #expect(lines.contains(#"lyceum_batch_keys_bucket{le="20"} 1"#))
        #expect(lines.contains(#"lyceum_batch_keys_bucket{le="50"} 2"#))
        #expect(lines.contains("lyceum_batch_keys_sum 41"))
    }

    @Test("every histogram's bounds ascend and fit its counters")
    func bounds() {
        for bounds in [HistogramSeries.durationBounds, HistogramSeries.sizeBounds] {
            #expect(bounds == bounds.sorted() && Set(bounds).count == bounds.count)
            #expect(HistogramSeries(bounds: bounds).bounds == bounds)
        }
    }

    @Test("a meter rises and falls, a fractional counter keeps its fractions and only grows")
    func fractions() {
        let meter = Meter(label: "lyceum_queue_length", dimensions: [], factory: factory)
        meter.set(5)
        meter.increment(by: 1.5)
        meter.decrement(by: 3)
        let counter = FloatingPointCounter(label: "lyceum_cost_total", dimensions: [], factory: factory)
        counter.increment(by: 0.25)
        counter.increment(by: 0.25)
        counter.increment(by: -1)
        #expect(lines.contains("lyceum_queue_length 3.5"))
        #expect(lines.contains("lyceum_cost_total 0.5"))
    }

    @Test("names get the characters and the endings that Prometheus wants")
    func names() {
        Counter(label: "hb.requests-served", dimensions: [("9th label", "x")], factory: factory).increment()
        Timer(label: "lyceum_wait", dimensions: [], factory: factory).recordSeconds(1)
        #expect(lines.contains(#"hb_requests_served_total{_9th_label="x"} 1"#))
        #expect(lines.contains("lyceum_wait_seconds_count 1"))
    }

    @Test("the same name and labels in any order are the same series")
    func identity() {
        Counter(label: "lyceum_a_total", dimensions: [("x", "1"), ("y", "2")], factory: factory).increment()
        Counter(label: "lyceum_a_total", dimensions: [("y", "2"), ("x", "1")], factory: factory).increment()
        #expect(lines.contains(#"lyceum_a_total{x="1",y="2"} 2"#))
    }

    @Test("label values beyond the limit share one series, and are counted")
    func cardinality() {
        for id in 0..<100 {
            Counter(label: "lyceum_a_total", dimensions: [("id", "\(id)")], factory: factory).increment()
        }
        #expect(lines.filter { $0.hasPrefix("lyceum_a_total{") }.count == 4)
        #expect(lines.contains(#"lyceum_a_total{id="other"} 97"#))
        #expect(factory.exposition().contains("\nlyceum_metrics_refused_total 97\n"))
    }

    @Test("a name that is taken by another kind or other labels is not exposed, and is counted")
    func mismatch() {
        Counter(label: "lyceum_a_total", dimensions: [], factory: factory).increment()
        Gauge(label: "lyceum_a_total", dimensions: [], factory: factory).record(7)
        Counter(label: "lyceum_a_total", dimensions: [("x", "y")], factory: factory).increment()
        #expect(lines.filter { $0.hasPrefix("lyceum_a_total") } == ["lyceum_a_total 1"])
        #expect(factory.exposition().contains("\nlyceum_metrics_refused_total 2\n"))
    }

    @Test("names are bounded")
    func families() {
        for number in 0..<1_100 {
            Counter(label: "lyceum_\(number)_total", dimensions: [], factory: factory).increment()
        }
        #expect(lines.filter { $0.hasPrefix("# TYPE") }.count == 999)
    }

    @Test("numbers are written as Prometheus reads them")
    func numbers() {
        let written = [0, -1, 1e15, 1e300, 0.1, .infinity, -.infinity, .nan].map(ExpositionWriter.number)
        #expect(written == ["0", "-1", "1000000000000000", "1e+300", "0.1", "+Inf", "-Inf", "NaN"])
    }

    @Test("nothing is lost when many tasks record at once")
    func concurrency() async {
        let counter = Counter(label: "lyceum_a_total", dimensions: [], factory: factory)
        let timer = Timer(label: "lyceum_b_seconds", dimensions: [], factory: factory)
        let meter = Meter(label: "lyceum_c", dimensions: [], factory: factory)
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<10_000 {
                        counter.increment()
                        timer.recordSeconds(1)
                        meter.increment()
                    }
                }
            }
        }
        #expect(lines.contains("lyceum_a_total 80000"))
        #expect(lines.contains("lyceum_b_seconds_count 80000"))
        #expect(lines.contains("lyceum_b_seconds_sum 80000"))
        #expect(lines.contains("lyceum_c 80000"))
    }

    @Test("the process reports what the system knows of it")
    func process() throws {
        var writer = ExpositionWriter()
        ProcessMetrics().write(to: &writer)
        for name in [
            "process_cpu_seconds_total", "process_open_fds", "process_max_fds", "process_resident_memory_bytes",
            "process_start_time_seconds",
        ] {
            let line = try #require(writer.text.split(separator: "\n").first { $0.hasPrefix(name + " ") })
            #expect(try #require(Double(line.dropFirst(name.count + 1))) > 0)
        }
    }
}
