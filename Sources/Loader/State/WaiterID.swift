/// One call of `load` or `loadMany`; never used twice by the same loader.
struct WaiterID: Hashable, Sendable {
    let rawValue: UInt64
}
