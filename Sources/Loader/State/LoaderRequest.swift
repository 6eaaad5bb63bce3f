import NIOCore
internal import Tracing

/// What a call of `load` or `loadMany` asks of its keys' batches.
struct LoaderRequest: Sendable {
    let waiter: WaiterID
    let deadline: NIODeadline
    /// At most so many of its keys are in no batch yet; exact only where the newest batch may have no room for all.
    var newKeyCount = 1
    /// A read that began earlier is too old, because the caller has written since.
    var notBefore: NIODeadline?
    /// What the caller wants of each value.
    var fields = LoaderFields.all
    /// The caller's span, if it has one: the batch links to it.
    var origin: ServiceContext?
}
