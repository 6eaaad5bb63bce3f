/// A load that a plug holds back, of whichever loader.
struct PluggedLoad: Sendable {
    let loader: any LoadReleasing
    let waiter: WaiterID
}

/// A loader as a plug sees it.
protocol LoadReleasing: AnyObject, Sendable {
    /// Lets go of loads that were staged; together, as far as batches hold them.
    func release(_ waiters: [WaiterID])
}
