/// What became of a ``NewUser``.
enum Provision {
    /// There is such a user, now or since before.
    case present
    /// There was one, who stays deleted.
    case deleted
    /// Another one with the same id or e-mail address came in between: done again it will be right.
    case contended
}
