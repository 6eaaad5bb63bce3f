/// One call of the fetch function, from when it is decided on; never used twice by the same loader.
struct CallID: Hashable, Sendable {
    let rawValue: UInt64
}
