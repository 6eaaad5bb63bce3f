/// How a statement ended, as metrics label it.
enum StatementOutcome: String {
    case ok
    case error
    case unavailable
    case deadlineExceeded = "deadline_exceeded"
    case cancelled

    init(_ error: PostgresError) {
        self =
            switch error.code {
            case .unavailable: .unavailable
            case .deadlineExceeded: .deadlineExceeded
            case .cancelled: .cancelled
            default: .error
            }
    }
}
