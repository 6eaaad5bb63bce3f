extension StringProtocol {
    /// The text without the white space around it.
    var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        let end = scalars.index(after: last)
        return first == startIndex && end == endIndex ? String(self) : String(self[first..<end])
    }
}
