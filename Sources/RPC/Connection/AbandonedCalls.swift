/// What calls leave behind that nobody waits for any more.
struct AbandonedCalls<Handle: Sendable, Write: Sendable>: Sendable {
    /// The handlers to cancel.
    var handlers: [Handle] = []
    /// Messages of streams that will not be sent; whoever wrote them waits.
    var writes: [Write] = []
}
