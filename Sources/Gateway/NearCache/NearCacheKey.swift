/// What finished bytes are kept under: a target, and the content coding that its body has.
struct NearCacheKey: Hashable, Sendable {
    /// The path and, after `?`, the query with its parameters in the order of their names.
    let target: String
    /// The content coding of the body, as in Content-Encoding; nil for a body that is not encoded.
    let contentCoding: String?

    /// Parameters of the same name keep their order, since a route may give it a meaning.
    init(target: String, contentCoding: String?) {
        self.target = Self.normalised(target)
        self.contentCoding = contentCoding
    }

    /// Whether the path is the given one or lies below it: `/a` covers `/a`, `/a/b` and `/a?c`, not `/ab`.
    func lies(below path: String) -> Bool {
        let target = target.utf8
        let path = path.utf8
        guard target.starts(with: path) else { return false }
        let next = target.dropFirst(path.count).first
        return next == nil || next == UInt8(ascii: "/") || next == UInt8(ascii: "?") || path.last == UInt8(ascii: "/")
    }

    /// Most targets have one parameter at most: those are returned as they are, without an allocation.
    private static func normalised(_ target: String) -> String {
        guard target.utf8.contains(UInt8(ascii: "&")), let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else {
            return target
        }
        let parameters = target[target.index(after: mark)...].split(separator: "&").enumerated().map {
            (offset: $0.offset, name: $0.element.prefix { $0 != "=" }, text: $0.element)
        }
        let sorted = parameters.sorted { ($0.name, $0.offset) < ($1.name, $1.offset) }
        return target[...mark] + sorted.map(\.text).joined(separator: "&")
    }
}
