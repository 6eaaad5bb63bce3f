import Messages

extension QueryReader {
    /// The most members that one request may name.
    static let fieldLimit = 50

    /// The members that `fields=` names; nil where the parameter is absent.
    ///
    /// - Throws: ``Problem`` that names an unknown field.
    func fieldMask(_ schema: FieldMaskSchema) throws(Problem) -> FieldMask? {
        guard let paths = try list("fields", atMost: Self.fieldLimit) else { return nil }
        do {
            return try FieldMask(paths, schema: schema)
        } catch {
            throw .badParameter("fields", "names an unknown field: \(error.unknownPath)")
        }
    }
}
