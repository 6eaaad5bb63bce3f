import NIOCore

extension TimeAmount {
    /// A part of it, in whole nanoseconds.
    func divided(by divisor: Int64) -> TimeAmount {
        .nanoseconds(nanoseconds / divisor)
    }
}
