/// Tells how far the demo is: a bar on a terminal, a line for each fifth elsewhere.
struct DemoProgressReport {
    private static let linesInAll = 5

    private let log: LogStream
    private var bar: ProgressBar
    private var linesWritten = 0

    init(log: LogStream) {
        self.log = log
        bar = ProgressBar(write: log.draw)
    }

    /// - Parameter share: What is done, from 0 to 1.
    mutating func update(_ share: Double) {
        guard !log.isTerminal else { return bar.update(share, label: "demo data") }
        let lines = Int(share * Double(Self.linesInAll))
        guard lines > linesWritten else { return }
        linesWritten = lines
        log.announce("lyceum: demo data: \(lines * 100 / Self.linesInAll) %")
    }
}
