import Loader
import RPC

extension Problem {
    /// What a failed look-up looks like to the client.
    ///
    /// - Parameter parameters: the names of the request's parameters by those of the call's fields, where they differ.
    init(failure error: any Error, backend: String, parameters: [String: String] = [:]) {
        switch error {
        case let problem as Problem:
            self = problem
        case let status as Status:
            self.init(status, backend: backend, parameters: parameters)
        case LoaderError.deadlineExceeded:
            self.init(Status(code: .deadlineExceeded, message: ""), backend: backend)
        case LoaderError.overloaded:
            self.init(Status(code: .resourceExhausted, message: ""), backend: backend)
        case is CancellationError:
            self.init(Status(code: .cancelled, message: ""), backend: backend)
        default:
            self.init(Status(code: .internalError, message: ""), backend: backend)
        }
    }
}
