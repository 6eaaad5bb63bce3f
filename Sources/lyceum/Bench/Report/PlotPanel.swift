/// One diagram of a plot: lines over a common axis, with a legend.
struct PlotPanel {
    struct Point {
        /// From 0, at the left, to 1.
        let position: Double
        let value: Double
    }

    struct Series {
        let name: String
        let colour: String
        let points: [Point]
    }

    struct Tick {
        let position: Double
        let text: String
    }

    private static let left = 60.0
    private static let width = 720.0
    private static let height = 260.0

    let top: Double
    let caption: String
    let range: LatencyRange
    let ticks: [Tick]
    let series: [Series]

    /// The panel as elements of an SVG document.
    var svg: String {
        let grid = range.ticks.map { horizontal($0) } + ticks.map { vertical($0) }
        let lines = series.enumerated().map { number, series in line(series) + "\n" + legend(series, number) }
        let caption = text(caption, x: Self.left, y: top - 8)
        return ([caption] + grid + lines).joined(separator: "\n")
    }

    private func x(_ position: Double) -> Double { Self.left + position * Self.width }

    private func y(_ value: Double) -> Double { top + (1 - range.position(of: value)) * Self.height }

    private func horizontal(_ value: Double) -> String {
        let digits = value < 0.01 ? 3 : value < 0.1 ? 2 : value < 1 ? 1 : 0
        let label = DecimalText.fixed(value, digits: digits)
        return rule(Self.left, y(value), Self.left + Self.width, y(value))
            + text(label, x: Self.left - 8, y: y(value) + 4, anchor: "end")
    }

    private func vertical(_ tick: Tick) -> String {
        rule(x(tick.position), top, x(tick.position), top + Self.height)
            + text(tick.text, x: x(tick.position), y: top + Self.height + 18, anchor: "middle")
    }

    private func line(_ series: Series) -> String {
        let points = series.points.map { "\(number(x($0.position))),\(number(y($0.value)))" }
        return "<polyline fill=\"none\" stroke=\"\(series.colour)\" stroke-width=\"1.5\" "
            + "points=\"\(points.joined(separator: " "))\"/>"
    }

    private func legend(_ series: Series, _ index: Int) -> String {
        let y = top + 12 + Double(index) * 18
        return text(series.name, x: Self.left + Self.width + 12, y: y, colour: series.colour)
    }

    private func rule(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
        "<line x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\" stroke=\"#ddd\"/>"
    }

    private func text(
        _ text: String, x: Double, y: Double, anchor: String = "start", colour: String = "#333"
    ) -> String {
        "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\" fill=\"\(colour)\">"
            + "\(XMLText.escaped(text))</text>"
    }

    private func number(_ value: Double) -> String { DecimalText.fixed(value, digits: 1) }
}
