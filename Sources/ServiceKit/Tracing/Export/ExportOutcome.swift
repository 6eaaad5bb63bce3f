/// What a collector did with a batch of spans.
enum ExportOutcome: Equatable, Sendable {
    /// It took them, but for some that it refused for good.
    case accepted(refused: Int)
    /// It may take them later, and said when, or not.
    case busy(retryAfter: Duration?)
    /// It does not take them, with this status.
    case refused(status: Int)
    /// It can't be reached, or did not answer in time.
    case unreachable

    var isAccepted: Bool {
        if case .accepted = self { true } else { false }
    }
}
