/// A bar on a terminal that shows how much of a file has been read; silent elsewhere.
struct ProgressBar {
    private static let width = 40
    private static let interval = Duration.milliseconds(100)

    private let write: (String) -> Void
    private var nextUpdate: ContinuousClock.Instant?

    /// - Parameter write: takes text for the terminal, without a line end.
    init(write: @escaping (String) -> Void) {
        self.write = write
    }

    /// Shows the share that is done, from 0 to 1, at most ten times a second.
    mutating func update(_ share: Double, label: String, now: ContinuousClock.Instant = .now) {
        if let nextUpdate, now < nextUpdate { return }
        nextUpdate = now + Self.interval
        let share = min(max(share, 0), 1)
        let filled = Int(share * Double(Self.width))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        write("\r\(label) \(bar) \(Int(share * 100)) %")
    }

    /// Takes the bar away until the next update.
    mutating func clear() {
        guard nextUpdate != nil else { return }
        nextUpdate = nil
        write("\r\u{1B}[K")
    }
}
