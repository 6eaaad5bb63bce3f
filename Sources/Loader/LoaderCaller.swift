/// Who waits for the answers of one load.
struct LoaderCaller<Value: Sendable>: Sendable {
    /// Unsafe, as a checked one costs an allocation: the state answers each waiter exactly once, which its tests check
    /// against a model.
    let continuation: UnsafeContinuation<[LoaderAnswer<Value>], Never>
    /// Holds back what the caller's request loads next.
    let plug: LoadPlug?
}
