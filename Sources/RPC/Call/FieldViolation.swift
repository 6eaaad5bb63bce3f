/// What is wrong with one field of a request (google.rpc.BadRequest.FieldViolation).
public struct FieldViolation: Sendable, Hashable {
    /// The path to the field, for example `course.title`.
    public let field: String
    /// What it has to be, to be read behind its name: `must have 1 to 200 characters`.
    public let description: String

    /// A violation of a field.
    public init(field: String, description: String) {
        self.field = field
        self.description = description
    }
}
