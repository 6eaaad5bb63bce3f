import HTTPTypes

extension HTTPFields {
    /// The value of a field that an answer has once at most. The subscript joins values, which costs more than the rest
    /// of a look-up.
    func single(_ name: HTTPField.Name) -> String? {
        self[values: name].first
    }
}
