/// A GET request of a mix.
struct LoadRequest: Equatable, Sendable {
    let part: LoadPart
    /// With its query.
    let path: String
    /// A bearer token, where a user asks.
    var token: String?
}
