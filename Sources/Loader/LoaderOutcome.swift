/// How a call of a fetch function ended.
public enum LoaderOutcome: String, Sendable, Hashable, CaseIterable {
    /// Each key has its result, be it a value or an error of its own.
    case answered
    /// The call threw, or returned the wrong number of results.
    case failed
    /// Nobody waited any more, so the call was cancelled.
    case cancelled
}
