/// What servers say of methods that they do not have.
extension CallOutcome {
    /// How a call of this method ended. Rust's servers (containerd/ttrpc-rust 0.9) say INVALID_ARGUMENT where others
    /// say UNIMPLEMENTED, of a service and, without async, of a method; only their texts tell it from a wrong request.
    func asSaid(of method: MethodDescriptor) -> CallOutcome {
        guard case .failed(let status) = self, status.code == .invalidArgument else { return self }
        let texts = ["/\(method.service)/\(method.name) does not exist", "\(method.service) service does not exist"]
        guard texts.contains(status.message) else { return self }
        return .failed(
            Status(
                code: .unimplemented, message: status.message, details: status.details,
                retryPushback: status.retryPushback))
    }
}
