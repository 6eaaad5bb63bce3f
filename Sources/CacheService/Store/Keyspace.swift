/// A group of keys that have to do with one entity type: keys of different keyspaces never meet.
struct Keyspace: Sendable, Hashable {
    let name: String

    static let byteLimit = 64

    /// A keyspace, if the name has 1 to 64 bytes, each a letter or digit of ASCII, `.`, `_` or `-`.
    ///
    /// Without a colon in it, the name and a key can be joined by one.
    init?(_ name: String) {
        guard (1...Self.byteLimit).contains(name.utf8.count), name.utf8.allSatisfy(Self.isAllowed) else { return nil }
        self.name = name
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
