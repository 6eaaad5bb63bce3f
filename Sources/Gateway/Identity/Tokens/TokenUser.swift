import ServiceKit

/// Whom a verified token is about.
struct TokenUser: Sendable, Hashable {
    let identity: Identity
    let username: String?
    let email: String?
    /// When the token stops to be accepted, in seconds since 1970.
    let expiry: Int64
}
