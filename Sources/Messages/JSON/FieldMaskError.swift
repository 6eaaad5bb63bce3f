/// A field mask names a member that does not exist.
public struct FieldMaskError: Error, Equatable {
    /// The path as it was written.
    public let unknownPath: String
}
