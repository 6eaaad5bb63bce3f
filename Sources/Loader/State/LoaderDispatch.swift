import NIOCore
internal import Tracing

/// What a call of the fetch function is to fetch.
struct LoaderDispatch<Key: Sendable>: Sendable {
    let batch: BatchID
    let keys: [Key]
    let deadline: NIODeadline
    let fields: LoaderFields
    let waiterCount: Int
    let queueWait: TimeAmount
    /// The spans of those who wait for it.
    let origins: [ServiceContext]
}
