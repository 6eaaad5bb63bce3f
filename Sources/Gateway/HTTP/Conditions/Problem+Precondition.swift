extension Problem {
    /// The entity has changed since the client read it.
    static let preconditionFailed = Problem(
        status: .preconditionFailed,
        detail: "None of the entity tags in If-Match is the current one; read again, and send its strong ETag.")

    /// An edit must say what it edits (RFC 6585, section 3).
    static let preconditionRequired = Problem(
        status: .preconditionRequired,
        detail: "The header If-Match must name the ETag of what is to be changed, or * for whatever there is.")

    static let badIfMatch = Problem.badHeader(
        "If-Match", "must be *, or at most \(EntityTagCondition.limit) quoted entity tags")
}
