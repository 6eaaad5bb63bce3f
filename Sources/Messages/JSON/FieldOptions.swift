/// What the .proto says of a field beyond its type (`lyceum/options.proto`).
struct FieldOptions {
    enum Kind {
        case plain
        case uuid
        case timestamp
        /// A message; its layout is asked for late, because layouts refer to each other.
        case message(@Sendable () -> MessageLayout)
    }

    var kind: Kind = .plain
    var isNullable = false
    /// The field never reaches JSON.
    var isInternal = false
}
