/// The time as HTTP's text, made once a second for who needs it more often.
public struct HTTPDateCache: Sendable {
    private var second: Int64 = 0
    private var text = HTTPDate.format(seconds: 0)

    /// Makes one that has no text yet.
    public init() {}

    /// What ``HTTPDate/format(seconds:)`` says.
    public mutating func text(at second: Int64) -> String {
        if second != self.second {
            self.second = second
            text = HTTPDate.format(seconds: second)
        }
        return text
    }
}
