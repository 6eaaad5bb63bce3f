/// Text that travels with a call beside its message: keys in lower case, several values per key, order kept.
///
/// At most ``maximumCount`` entries and ``maximumByteCount`` bytes of keys and values travel; a call with more fails
/// with RESOURCE_EXHAUSTED on the side that notices first.
public struct Metadata: Sendable, Hashable {
    /// One key and one of its values.
    public struct Entry: Sendable, Hashable {
        /// In lower case.
        public let key: String
        /// Any text.
        public let value: String
    }

    /// The most entries that a call may carry.
    public static let maximumCount = 64
    /// The most bytes that the keys and values of a call may have together.
    public static let maximumByteCount = 8 * 1024
    static let limits = "\(maximumCount) entries or \(maximumByteCount) bytes"

    /// All entries in the order in which they were added.
    public private(set) var entries: [Entry] = []
    /// The UTF-8 bytes of all keys and values.
    public private(set) var byteCount = 0

    /// No metadata.
    public init() {}

    /// Adds a value for a key, beside those that it has. ASCII letters of the key are folded to lower case.
    public mutating func append(_ value: String, for key: String) {
        append(Entry(key: Self.folded(key), value: value))
    }

    /// Adds an entry that arrived. Those behind one that exceeds the limits are not kept.
    mutating func keep(_ entry: Entry) {
        if !exceedsLimits { append(entry) }
    }

    private mutating func append(_ entry: Entry) {
        entries.append(entry)
        byteCount += entry.key.utf8.count + entry.value.utf8.count
    }

    /// The first value of a key; the key's case does not matter.
    public subscript(key: String) -> String? {
        let folded = Self.folded(key)
        return entries.first { $0.key == folded }?.value
    }

    /// All values of a key in their order; the key's case does not matter.
    public func values(for key: String) -> [String] {
        let folded = Self.folded(key)
        return entries.filter { $0.key == folded }.map(\.value)
    }

    /// Removes all values of a key; the key's case does not matter.
    public mutating func removeValues(for key: String) {
        let folded = Self.folded(key)
        entries.removeAll { $0.key == folded }
        byteCount = entries.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
    }

    /// Whether there is nothing.
    public var isEmpty: Bool { entries.isEmpty }

    var exceedsLimits: Bool { entries.count > Self.maximumCount || byteCount > Self.maximumByteCount }

    static func folded(_ key: String) -> String {
        guard key.utf8.contains(where: { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }) else { return key }
        let bytes = key.utf8.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Metadata: ExpressibleByDictionaryLiteral {
    /// Metadata with these entries, in their order; keys may repeat.
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init()
        for (key, value) in elements { append(value, for: key) }
    }
}
