/// The day that a demo is made for: its times lie before it, so that it looks lively whenever it is loaded.
struct DemoDay: Sendable {
    static let microsecondsOfDay: Int64 = 86_400_000_000

    /// Midnight UTC, in microseconds since 1970.
    let start: Int64

    /// The day that a moment lies in.
    init(containing microseconds: Int64) {
        start = microseconds - microseconds % Self.microsecondsOfDay
    }

    /// Some moment of an earlier day.
    func moment(daysBefore days: Int, using random: inout SplitMix64) -> Int64 {
        start - Int64(days) * Self.microsecondsOfDay + Int64.random(in: 0..<86_400, using: &random) * 1_000_000
    }
}
