import Foundation
import FoundationXML
import NIOCore
import Testing

@testable import lyceum

@Suite("Reports of bench load")
struct BenchReportTests {
    private static let plan = LoadPlan(
        rate: 100, warmUp: .zero, duration: .seconds(2), timeout: .seconds(10), connections: 300, seed: 1)

    /// Thousand answers of 1 to 1,000 ms, two not found, one not sent, and what warmed up.
    private static func report(lag: TimeAmount = .milliseconds(1)) -> LoadReport {
        var recorder = LoadRecorder(seconds: 2)
        let good = HTTPAnswer(status: 200)
        for number in 1...1_000 {
            let due = due(part: number % 2 == 0 ? .course : .catalogue, second: number > 500 ? 1 : 0)
            recorder.lagged(lag)
            recorder.record(due, .success(good), at: due.due + .milliseconds(Int64(number)))
        }
        let missing = HTTPAnswer(status: 404, body: ByteBuffer(string: #"{"type": "/problems/<missing>"}"#))
        for second in [0, 1, nil] {
            let due = due(part: .course, second: second)
            recorder.record(due, .success(missing), at: due.due)
        }
        recorder.count(.connect)
        recorder.record(due(part: .course, second: nil), .success(good), at: .distantFuture)
        return LoadReport(plan: plan, recorder, connections: 299, processorTime: .milliseconds(25))
    }

    private static func due(part: LoadPart, second: Int?) -> DueRequest {
        let due = NIODeadline.uptimeNanoseconds(1_000)
        return DueRequest(
            request: LoadRequest(part: part, path: "/"), due: due, deadline: due + .seconds(10), second: second)
    }

    @Test("latencies are told within a thousandth, from when requests were due")
    func percentiles() {
        let all = Self.report().latencies.all
        #expect(all.count == 1_000)
        for (percentile, milliseconds) in [(50.0, 500.0), (95, 950), (99, 990), (100, 1_000)] {
            #expect(abs(all.milliseconds(atPercentile: percentile) / milliseconds - 1) < 0.002)
        }
        #expect(LatencyHistogram().milliseconds(atPercentile: 99) == 0)
        var extremes = LatencyHistogram()
        extremes.record(.seconds(-1))
        extremes.record(.seconds(1_000_000))
        #expect(extremes.milliseconds(atPercentile: 0) == 0.001)
        #expect(abs(extremes.milliseconds(atPercentile: 100) / 300_000 - 1) < 0.002)
    }

    @Test("a request that was given up counts as waited for, a failed one only as an error, a warming one not at all")
    func errors() {
        var recorder = LoadRecorder(seconds: 1)
        let due = Self.due(part: .course, second: 0)
        recorder.record(due, .failure(.timeout), at: due.due + .seconds(10))
        recorder.record(due, .failure(.closed), at: due.due + .milliseconds(1))
        recorder.record(Self.due(part: .course, second: nil), .failure(.closed), at: .now())
        // Answered, but later than allowed.
        recorder.record(due, .success(HTTPAnswer(status: 200)), at: due.due + .seconds(10) + .nanoseconds(1))
        #expect(recorder.all.count == 2)
        #expect(abs(recorder.all.milliseconds(atPercentile: 50) / 10_000 - 1) < 0.002)
        #expect(recorder.errors == [.timeout: 2, .closed: 1])
        #expect(recorder.succeeded == 0)
    }

    @Test("a server that makes up problem types can't fill the memory")
    func errorKinds() {
        var recorder = LoadRecorder(seconds: 1)
        for number in 0..<1_000 { recorder.count(.status(class: 5, problem: "\(number)")) }
        #expect(recorder.errors.count == 65)
        #expect(recorder.errors[.status(class: 5, problem: nil)] == 936)
    }

    @Test("answers with a status from 400 on are errors by class and problem type")
    func statuses() {
        func error(_ status: Int, _ body: String) -> LoadError? {
            HTTPAnswer(status: status, body: ByteBuffer(string: body)).error
        }
        #expect(error(200, #"{"type":"x"}"#) == nil)
        #expect(error(304, "") == nil)
        #expect(error(404, #"{"type":"/problems/not-found"}"#) == .status(class: 4, problem: "/problems/not-found"))
        #expect(error(503, "<html>") == .status(class: 5, problem: nil))
        #expect(error(500, #"{"title":"x"}"#) == .status(class: 5, problem: nil))
    }

    @Test("figures are lines of JSON with name, value and unit")
    func figures() throws {
        var values: [String: Double] = [:]
        for line in Self.report().figures(name: "load_a_100") {
            let figure = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(Set(figure.keys) == ["bench", "value", "unit"])
            values[try #require(figure["bench"] as? String)] = figure["value"] as? Double
        }
        #expect(values["load_a_100_errors"] == 3)
        #expect(values["load_a_100_rate"] == 500)
        #expect(values["load_a_100_generator_cpu"] == 25)
        #expect(abs((values["load_a_100_p95"] ?? 0) - 950) < 2)
        #expect(values["load_a_100_generator_lag_p99"] == 1)
    }

    @Test("the table shows parts, errors by kind, the connections, and how late the generator was")
    func table() {
        let table = Self.report().table(title: "mix")
        #expect(table.contains("299 of 300 connections open, one request per connection every 3.0 s"))
        #expect(table.contains("error \"4xx /problems/<missing>\": 2\nerror \"connect\": 1\n"))
        let rows = table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(rows.contains { $0.prefix(3) == ["all", "1000", "2"] })
        #expect(rows.contains { $0.prefix(3) == ["course", "500", "2"] })
        #expect(!table.contains("lessons"))
        #expect(!table.contains("fell behind"))
        #expect(Self.report(lag: .milliseconds(6)).table(title: "mix").contains("fell behind"))
    }

    @Test("the plot is an XML document whose lines stay in their panels")
    func plot() throws {
        let document = LatencyPlot(Self.report(), title: "a < b & \u{1}\"c\"").svg
        let elements = SVGElements()
        let parser = XMLParser(data: Data(document.utf8))
        parser.delegate = elements
        #expect(parser.parse(), "\(parser.parserError.debugDescription)")
        // All, two parts, and three percentiles over time.
        #expect(elements.lines.count == 6)
        for line in elements.lines {
            #expect(!line.isEmpty)
            #expect(line.allSatisfy { (60...780).contains($0.x) && (60...660).contains($0.y) })
        }
        #expect(elements.text.contains("a < b & \"c\""))
    }

    @Test("a plot of nothing is a plot")
    func emptyPlot() {
        let report = LoadReport(plan: Self.plan, LoadRecorder(seconds: 2), connections: 1, processorTime: .zero)
        #expect(XMLParser(data: Data(LatencyPlot(report, title: "").svg.utf8)).parse())
    }

    @Test("the axis spans whole powers of ten")
    func axis() {
        #expect(LatencyRange(0.5...90).ticks == [0.1, 1, 10, 100])
        #expect(LatencyRange(0...0).ticks.count == 2)
        #expect(LatencyRange(0.5...90).position(of: 10) == 2.0 / 3)
        #expect(LatencyRange(0.5...90).position(of: 1_000) == 1)
    }

    @Test(
        "numbers are rounded to their digits",
        arguments: [
            (1.005, 1, "1.0"), (0.0449, 2, "0.04"), (-2.5, 0, "-3"), (-0.001, 2, "0.00"), (12, 3, "12.000"),
            (.infinity, 1, "0.0"), (.nan, 0, "0"),
        ])
    func decimals(value: Double, digits: Int, text: String) {
        #expect(DecimalText.fixed(value, digits: digits) == text)
    }
}

/// The lines and the text of an SVG document.
private final class SVGElements: NSObject, XMLParserDelegate {
    var lines: [[(x: Double, y: Double)]] = []
    var text = ""

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        guard name == "polyline" else { return }
        lines.append(
            (attributes["points"] ?? "").split(separator: " ").compactMap { point in
                let numbers = point.split(separator: ",").compactMap { Double($0) }
                return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
            })
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        text += string
    }
}
