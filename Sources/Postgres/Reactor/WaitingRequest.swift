/// A request that has not been sent, or was sent in vain.
struct WaitingRequest {
    let request: Request
    /// How often it has been sent.
    let attempt: Int
}
