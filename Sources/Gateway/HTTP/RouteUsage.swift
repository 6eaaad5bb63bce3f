/// What an answer of a public route counts as, whoever sends it.
struct RouteUsage: Sendable {
    /// In units of looking up one entity.
    let cost: Int
    let get: RouteSeries
    let head: RouteSeries
}
