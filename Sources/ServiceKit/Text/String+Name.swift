extension String {
    /// The text as a name that a table takes: without white space around it and without NUL, cut to so many Unicode scalars;
    /// nil where nothing is left.
    public func asName(atMost limit: Int) -> String? {
        let text = String(String.UnicodeScalarView(unicodeScalars.lazy.filter { $0.value != 0 })).trimmingSpaces()
        let name = String(text.unicodeScalars.prefix(limit)).trimmingSpaces()
        return name.isEmpty ? nil : name
    }
}
