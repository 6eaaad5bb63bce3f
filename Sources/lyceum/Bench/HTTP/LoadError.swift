/// Why a request has no good answer, or a connection could not be made.
enum LoadError: Error, Hashable, CustomStringConvertible {
    case connect
    case timeout
    /// The connection ended before the answer did.
    case closed
    case invalidHTTP
    /// A status from 400 on by its class (4 or 5), and the type of the problem in its body (RFC 9457).
    case status(class: Int, problem: String?)

    var description: String {
        switch self {
        case .connect: "connect"
        case .timeout: "time-out"
        case .closed: "closed"
        case .invalidHTTP: "invalid HTTP"
        case .status(let status, let problem): "\(status)xx" + (problem.map { " \($0)" } ?? "")
        }
    }
}
