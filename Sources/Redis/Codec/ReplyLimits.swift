/// How large one reply may become.
struct ReplyLimits: Sendable, Hashable {
    /// Bytes of all of its strings together.
    var bytes: Int
    /// Elements of all of its arrays together.
    var elements: Int
}
