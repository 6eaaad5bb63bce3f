/// A load whose waiter is admitted, and whose keys are not placed in batches before the plug that holds it lets go.
struct StagedLoad<Key: Hashable & Sendable>: Sendable {
    let keys: [Key]
    let request: LoaderRequest
}
