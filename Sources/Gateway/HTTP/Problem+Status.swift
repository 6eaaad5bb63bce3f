import HTTPTypes
import RPC

extension Problem {
    /// What a failed call looks like to the client, by Google's mapping of codes to HTTP (google.rpc.Code).
    ///
    /// - Parameters:
    ///   - backend: who was called, for example "the course service".
    ///   - parameters: the names of the request's parameters by those of the call's fields, where they differ.
    init(_ error: Status, backend: String, parameters: [String: String] = [:]) {
        switch error.code {
        case .invalidArgument where !error.fieldViolations.isEmpty:
            let problems = error.fieldViolations.map { violation in
                Problem.badParameter(parameters[violation.field] ?? violation.field, violation.description)
            }
            self.init(
                status: .badRequest, detail: problems.map(\.detail).joined(separator: " "),
                faults: problems.flatMap(\.faults))
        case .invalidArgument, .outOfRange:
            self.init(status: .badRequest, detail: error.message)
        case .failedPrecondition:
            self.init(status: .badRequest, detail: error.message)
        case .notFound:
            self.init(status: .notFound, detail: error.message)
        case .alreadyExists, .aborted:
            self.init(status: .conflict, detail: error.message)
        case .permissionDenied:
            self.init(status: .forbidden, detail: error.message)
        case .unauthenticated:
            // Its token was accepted here: the two have different keys, which is no fault of the client's.
            self.init(status: .badGateway, detail: "\(backend) does not believe the gateway who the caller is.")
        case .deadlineExceeded:
            self.init(status: .gatewayTimeout, detail: "\(backend) did not answer in time.")
        case .resourceExhausted:
            self.init(
                status: .serviceUnavailable, detail: "\(backend) has more work than it can take.",
                headers: [.retryAfter: "1"])
        case .unavailable:
            self.init(
                status: .serviceUnavailable, detail: "\(backend) can't be reached.", headers: [.retryAfter: "1"])
        case .cancelled:
            self.init(status: .serviceUnavailable, detail: "The request was cancelled.")
        case .unimplemented:
            self.init(status: .notImplemented, detail: "\(backend) does not offer this.")
        case .ok, .unknown, .internalError, .dataLoss:
            self.init(status: .badGateway, detail: "\(backend) failed.")
        }
    }
}
