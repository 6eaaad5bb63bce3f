/// Text that is fit for one line of a log, whoever chose it.
enum LogText {
    /// The most characters of a message or a value that are written.
    static let characterLimit = 2_048

    /// The text, cut when it is too long.
    static func limited(_ text: String) -> String {
        // The count of UTF-8 bytes is at hand; it is never less than that of characters.
        guard text.utf8.count > characterLimit, text.count > characterLimit else { return text }
        return text.prefix(characterLimit) + "…"
    }

    /// The text with control characters escaped.
    static func escaped(_ text: String) -> String {
        let text = limited(text)
        return text.unicodeScalars.contains(where: \.breaksLine)
            ? String(JSONText.quoted(text).dropFirst().dropLast()) : text
    }

    /// The text as it is when it reads as one word, else in quotes.
    static func word(_ text: String) -> String {
        let isWord =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                scalar != " " && scalar != "\"" && scalar != "=" && scalar != "\\" && !scalar.breaksLine
            }
        return isWord ? limited(text) : JSONText.quoted(limited(text))
    }
}
