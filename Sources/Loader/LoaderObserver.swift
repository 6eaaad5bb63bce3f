public import NIOCore

/// Is told what a ``Loader`` does, for metrics.
///
/// The loader calls it outside its lock but on its callers' time: implementations count and return.
public protocol LoaderObserver: Sendable {
    /// A batch was handed to the fetch function.
    ///
    /// - Parameters:
    ///   - keyCount: The batch's keys.
    ///   - waiterCount: The calls of `load` and `loadMany` that wait for at least one of them.
    ///   - queueWait: How long the batch's first key waited for a slot; zero when it left at once.
    func batchDispatched(keyCount: Int, waiterCount: Int, queueWait: TimeAmount)

    /// A load needed no fetch of its own for some of its keys.
    ///
    /// - Parameters:
    ///   - joined: Keys that were in flight already.
    ///   - deduplicated: Keys that were waiting to be sent already.
    func keysCoalesced(joined: Int, deduplicated: Int)

    /// A call of the fetch function ended.
    func batchCompleted(keyCount: Int, duration: TimeAmount, outcome: LoaderOutcome)
}
