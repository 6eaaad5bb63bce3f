import ServiceKit

/// Who may use a route. What only the owner of an object may do with it is checked by the service that owns the object.
enum Access: Equatable {
    /// Everybody, with or without a token.
    case anyone
    /// Whoever has this role or a higher one.
    case role(Role)

    /// All who have a token.
    static let user = Access.role(.learner)
}
