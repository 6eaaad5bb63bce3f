import RPC

extension Problem {
    /// What a refused write looks like to the client.
    ///
    /// - Parameters:
    ///   - members: the field of the call that is the request's body: the body's members lie below it.
    ///   - parameters: the names of the request's parameters by those of the call's fields.
    ///   - backend: who was called.
    init(write error: Status, members: String, parameters: [String: String] = [:], backend: String) {
        switch error.code {
        case .aborted:
            self = .preconditionFailed
        case .failedPrecondition:
            self.init(status: .conflict, detail: error.message.sentence)
        case .alreadyExists:
            self.init(status: .unprocessableContent, detail: error.message.sentence)
        case .invalidArgument where !error.fieldViolations.isEmpty:
            for violation in error.fieldViolations {
                guard let parameter = parameters[violation.field] else { continue }
                self = .badParameter(parameter, violation.description)
                return
            }
            let faults = error.fieldViolations.map { violation in
                let path = violation.field.split(separator: ".")
                let isMember = path.count > 1 && path[0] == members
                return Fault(
                    place: isMember
                        ? .pointer("/" + path.dropFirst().joined(separator: "/")) : .parameter(violation.field),
                    detail: violation.description)
            }
            self.init(status: .badRequest, detail: error.message.sentence, faults: faults)
        default:
            self.init(error, backend: backend)
        }
    }
}

extension String {
    /// The text as a sentence.
    fileprivate var sentence: String { prefix(1).uppercased() + dropFirst() + "." }
}
