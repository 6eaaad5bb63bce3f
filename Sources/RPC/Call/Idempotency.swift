/// What the contract (the .proto's `idempotency_level`) says about calling a method twice.
public enum Idempotency: Sendable {
    /// Nothing: such a call is repeated only when it provably never reached the server.
    case unknown
    /// It only reads.
    case noSideEffects
    /// Twice has the same effect as once.
    case idempotent

    /// Whether a call may be repeated when nobody knows if it ran.
    var allowsRetry: Bool { self != .unknown }
}
