/// Why a loader itself, and not the fetch function, failed a load.
public enum LoaderError: Error, Hashable, CustomStringConvertible {
    /// The caller's deadline passed before its key was answered.
    case deadlineExceeded
    /// So many keys are waited for already that this load was refused.
    case overloaded(maximumWaitingKeys: Int)
    /// The key does not equal itself, as NaN does not: it could be neither shared nor found again.
    case invalidKey
    /// The fetch function gave no result for this key.
    case unanswered
    /// The fetch function broke its contract of one result for each key.
    case wrongResultCount(expected: Int, actual: Int)

    /// The reason in words.
    public var description: String {
        switch self {
        case .deadlineExceeded:
            "deadline exceeded before the key was loaded"
        case .overloaded(let maximumWaitingKeys):
            "more than \(maximumWaitingKeys) keys are waiting to be loaded"
        case .invalidKey:
            "the key does not equal itself"
        case .unanswered:
            "the fetch function gave no result for the key"
        case .wrongResultCount(let expected, let actual):
            "the fetch function returned \(actual) results for \(expected) keys"
        }
    }
}
