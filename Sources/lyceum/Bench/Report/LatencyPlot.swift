internal import Glibc

/// Latencies as a picture: by percentile, where rare ones have as much room as frequent ones, and over time.
struct LatencyPlot {
    private static let width = 900.0
    private static let colours = ["#1f77b4", "#ff7f0e", "#d62728", "#2ca02c", "#9467bd", "#8c564b", "#7f7f7f"]
    private static let timePercentiles = [50.0, 95, 99]

    private let report: LoadReport
    private let title: String
    private let range: LatencyRange

    init(_ report: LoadReport, title: String) {
        self.report = report
        self.title = title
        let histogram = report.latencies.all
        range = LatencyRange(
            histogram.milliseconds(
                atPercentile: 0)...max(
                    histogram.milliseconds(atPercentile: 0), histogram.milliseconds(atPercentile: 100)))
    }

    /// The picture as an SVG document (SVG 1.1).
    var svg: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) 720" font-family="sans-serif" \
        font-size="12">
        <rect width="100%" height="100%" fill="white"/>
        <text x="60" y="28" font-size="16">\(XMLText.escaped(title))</text>
        \(PlotPanel(top: 60, caption: "latency in ms by percentile", range: range, ticks: percentileTicks, series: parts).svg)
        \(PlotPanel(top: 400, caption: "latency in ms by second", range: range, ticks: secondTicks, series: seconds).svg)
        </svg>

        """
    }

    /// Where a percentile is: 0, 90, 99, 99.9 and 99.99 have the same distance.
    private static func position(ofPercentile percentile: Double) -> Double {
        min(1, -log10(1 - percentile / 100) / 4)
    }

    private var percentileTicks: [PlotPanel.Tick] {
        [0, 50, 90, 99, 99.9, 99.99].map { percentile in
            let text = percentile == percentile.rounded() ? "\(Int(percentile))" : "\(percentile)"
            return PlotPanel.Tick(position: Self.position(ofPercentile: percentile), text: text)
        }
    }

    private var parts: [PlotPanel.Series] {
        let parts = LoadPart.allCases.compactMap { part in report.latencies.parts[part].map { (part.rawValue, $0) } }
        return zip([("all", report.latencies.all)] + parts, Self.colours).map { item, colour in
            let points = stride(from: 0.0, through: 1, by: 0.01).compactMap { position -> PlotPanel.Point? in
                let percentile = 100 * (1 - pow(10, -4 * position))
                guard item.1.count > 0 else { return nil }
                return PlotPanel.Point(position: position, value: item.1.milliseconds(atPercentile: percentile))
            }
            return PlotPanel.Series(name: item.0, colour: colour, points: points)
        }
    }

    private var secondTicks: [PlotPanel.Tick] {
        let count = report.latencies.seconds.count
        return (0...5).map { number in
            PlotPanel.Tick(position: Double(number) / 5, text: "\(count * number / 5) s")
        }
    }

    private var seconds: [PlotPanel.Series] {
        let histograms = report.latencies.seconds
        return zip(Self.timePercentiles, Self.colours).map { percentile, colour in
            let points = histograms.enumerated().compactMap { second, histogram -> PlotPanel.Point? in
                guard histogram.count > 0 else { return nil }
                return PlotPanel.Point(
                    position: (Double(second) + 0.5) / Double(histograms.count),
                    value: histogram.milliseconds(atPercentile: percentile))
            }
            return PlotPanel.Series(name: "p\(Int(percentile))", colour: colour, points: points)
        }
    }
}
