/// The value of `If-Match` or `If-None-Match`: `*`, or a list of tags (RFC 9110, sections 13.1.1 and 13.1.2).
enum EntityTagCondition: Equatable, Sendable {
    /// Any state that there is.
    case any
    case tags([EntityTag])

    /// The most tags that are looked at; a list with more is not understood.
    static let limit = 64

    /// - Parameter header: all fields of the name, joined with commas.
    /// - Returns: nil where it is neither `*` nor a list of quoted tags.
    init?(_ header: String) {
        var rest = header.utf8[...]
        rest.skipBlanks()
        if rest.elementsEqual("*".utf8) {
            self = .any
            return
        }
        var tags: [EntityTag] = []
        while !rest.isEmpty {
            // Empty elements of a list are allowed (RFC 9110, section 5.6.1.2).
            if !rest.skip(",") {
                guard tags.count < Self.limit, let tag = rest.entityTag() else { return nil }
                tags.append(tag)
                rest.skipBlanks()
                guard rest.isEmpty || rest.skip(",") else { return nil }
            }
            rest.skipBlanks()
        }
        guard !tags.isEmpty else { return nil }
        self = .tags(tags)
    }

    /// Whether a client that sends this as `If-Match` wants a state, by strong comparison.
    ///
    /// - Parameter tag: that of the state in whatever content coding, like the client's; nil for one that has none.
    func permits(_ tag: EntityTag?) -> Bool {
        switch self {
        case .any: return true
        case .tags(let tags):
            guard let state = tag?.decoded else { return false }
            return tags.contains { $0.decoded.matchesStrongly(state) }
        }
    }

    /// The tag by which a client that sends this as `If-None-Match` knows a state; nil where it doesn't know it.
    ///
    /// - Parameter tag: that of the state as it is without a content coding. The client's may be that of an encoded answer.
    func known(_ tag: EntityTag) -> EntityTag? {
        switch self {
        case .any: return tag
        case .tags(let tags):
            guard let match = tags.first(where: { $0.decoded.matchesWeakly(tag) }) else { return nil }
            return match.text == tag.text ? tag : tag.gzipped
        }
    }
}

extension Substring.UTF8View {
    fileprivate mutating func skipBlanks() {
        while let byte = first, byte == 0x20 || byte == 0x09 { removeFirst() }
    }

    fileprivate mutating func skip(_ text: String) -> Bool {
        guard starts(with: text.utf8) else { return false }
        removeFirst(text.utf8.count)
        return true
    }

    /// Reads `"…"` or `W/"…"`; the W is an upper-case one.
    fileprivate mutating func entityTag() -> EntityTag? {
        let isWeak = skip("W/")
        guard skip("\""), let end = firstIndex(of: 0x22) else { return nil }
        let text = self[..<end]
        // etagc is any visible character or obs-text.
        guard text.allSatisfy({ $0 == 0x21 || $0 >= 0x23 && $0 != 0x7F }) else { return nil }
        self = self[index(after: end)...]
        return EntityTag(text: Substring(text), isWeak: isWeak)
    }
}
