/// One batch of a loader; ids rise in the order in which batches are opened.
struct BatchID: Hashable, Sendable {
    let rawValue: UInt64
}
