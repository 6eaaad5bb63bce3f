/// Which state of a resource an answer shows (RFC 9110, section 8.8.3).
///
/// Tags are made of versions, not of bodies, so that a request can be answered with 304 before anything is composed:
/// `"<version>-<detail>"`, where the version counts the edits of the entity, and the detail stands for everything else
/// that the answer depends on.
struct EntityTag: Equatable, Sendable {
    /// What stands between the quotes.
    var text: String
    var isWeak = false

    /// A tag as it came from a client.
    init(text: some StringProtocol, isWeak: Bool = false) {
        self.text = String(text)
        self.isWeak = isWeak
    }

    /// The value of a header `ETag`; nil where it is no tag.
    init?(header: String) {
        guard case .tags(let tags) = EntityTagCondition(header), tags.count == 1 else { return nil }
        self = tags[0]
    }

    /// The tag of an entity that can be edited.
    ///
    /// - Parameters:
    ///   - version: what `If-Match` compares.
    ///   - detail: letters, digits, `-` and `_`.
    init(version: Int64, detail: String) {
        self.init(text: "\(version)-\(detail)")
    }

    /// The version in a tag of an entity, or nil where it is no such tag.
    var version: Int64? {
        guard let dash = text.firstIndex(of: "-") else { return nil }
        let digits = text[..<dash]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(digits)
    }

    /// Strong comparison: the same bytes (RFC 9110, section 8.8.3.2).
    func matchesStrongly(_ other: EntityTag) -> Bool {
        !isWeak && !other.isWeak && text == other.text
    }

    /// Weak comparison: as good as the same.
    func matchesWeakly(_ other: EntityTag) -> Bool {
        text == other.text
    }
}

/// The value of `ETag`.
extension EntityTag: CustomStringConvertible {
    var description: String { isWeak ? "W/\"\(text)\"" : "\"\(text)\"" }
}
