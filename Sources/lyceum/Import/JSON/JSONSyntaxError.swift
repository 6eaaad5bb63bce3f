/// Where and why bytes are not JSON.
struct JSONSyntaxError: Error, Equatable {
    /// The first byte that can't be right, from 0.
    let offset: Int
    let reason: String
}
