/// What is wrong in a mapping file, and where.
struct MappingError: Error, Equatable, CustomStringConvertible {
    /// The way to the place: `courses.price_cents.scale`; empty for the file as a whole.
    let path: String
    let reason: String

    var description: String {
        path.isEmpty ? "the mapping \(reason)" : "the mapping's \(path) \(reason)"
    }
}
