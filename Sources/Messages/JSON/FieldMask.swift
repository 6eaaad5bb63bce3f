/// Which members of a message reach JSON (the `fields=` parameter).
///
/// A path names a member (`title`), a member of a member (`stats.lesson_count`) or all of them (`stats.*`, `*`). A star
/// stands for a message's own members, and for none that is composed from elsewhere.
public struct FieldMask: Sendable, Equatable {
    /// Every member.
    public static let all = FieldMask(isAll: true)

    private var isAll: Bool
    private var members: [String: FieldMask] = [:]
    /// A bit for each field of the layout that the mask was made for.
    private var bits: UInt64 = 0
    /// The masks of message fields, by position.
    private var nested: [Int: FieldMask] = [:]

    private init(isAll: Bool) {
        self.isAll = isAll
    }

    /// - Parameters:
    ///   - paths: what to keep; empty keeps nothing.
    ///   - schema: the members that may be named.
    /// - Throws: ``FieldMaskError`` that names the first path which the schema does not have.
    public init(_ paths: [Substring], schema: FieldMaskSchema) throws(FieldMaskError) {
        self.init(isAll: false)
        for path in paths {
            try insert(path.split(separator: ".", omittingEmptySubsequences: false), of: path, schema)
        }
        resolve(schema)
    }

    /// Whether a path, and no star, asks for a member, at least in part.
    public func names(_ member: String) -> Bool {
        members[member] != nil
    }

    /// Whether a member is shown that is composed from elsewhere, and counts as the message's own.
    public func shows(_ member: String) -> Bool {
        isAll || names(member)
    }

    /// The mask for a member's own members.
    public subscript(member: String) -> FieldMask {
        members[member] ?? FieldMask(isAll: isAll)
    }

    func includes(position: Int) -> Bool {
        isAll || bits & (1 << UInt64(position)) != 0
    }

    func nested(at position: Int) -> FieldMask {
        isAll ? self : nested[position] ?? .all
    }

    private mutating func insert(
        _ path: [Substring], of whole: Substring, _ schema: FieldMaskSchema
    ) throws(FieldMaskError) {
        guard let first = path.first else {
            isAll = true
            return
        }
        if first == "*" && path.count == 1 {
            isAll = true
            return
        }
        let name = String(first)
        guard let child = schema.members[name], path.count == 1 || !child.members.isEmpty else {
            throw FieldMaskError(unknownPath: String(whole))
        }
        try members[name, default: FieldMask(isAll: false)].insert(Array(path.dropFirst()), of: whole, child)
    }

    private mutating func resolve(_ schema: FieldMaskSchema) {
        for (name, var mask) in members {
            guard let child = schema.members[name] else { continue }
            mask.resolve(child)
            let position = schema.layout?.position(of: name)
            // A star keeps the whole of an own member, whatever of it is named.
            members[name] = isAll && position != nil ? nil : mask
            guard !isAll, let position else { continue }
            bits |= 1 << UInt64(position)
            nested[position] = mask
        }
    }
}
