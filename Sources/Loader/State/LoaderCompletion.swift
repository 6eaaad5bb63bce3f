import NIOCore

/// The end of a call of the fetch function, as the observer is told.
struct LoaderCompletion: Sendable, Hashable {
    let keyCount: Int
    let duration: TimeAmount
    let outcome: LoaderOutcome

}

extension LoaderCompletion {
    init<Key, Results>(
        of batch: LoaderBatch<Key>, _ result: Result<Results, any Error>, at now: NIODeadline
    ) {
        keyCount = batch.keys.count
        duration = batch.sentAt.map { now - $0 } ?? .zero
        outcome =
            switch result {
            case _ where batch.isCancelled: .cancelled
            case .success: .answered
            case .failure: .failed
            }
    }
}
