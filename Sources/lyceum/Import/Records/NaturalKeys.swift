internal import Crypto
internal import FoundationEssentials

/// Ids made of a source's name and its natural keys (UUIDv5, RFC 9562 section 5.5), so that importing again finds the
/// same rows. Each kind of record has a namespace of its own in each source.
struct NaturalKeys: Sendable {
    /// The namespace that all sources are named in. It must never change.
    private static let root = UUID(
        uuid: (0xD5, 0x4B, 0x3C, 0x4F, 0x7C, 0xC9, 0x4D, 0x5F, 0x93, 0xC0, 0x80, 0xF5, 0x90, 0x93, 0x27, 0x80))

    private let courses: UUID
    private let creators: UUID
    private let users: UUID
    private let events: UUID

    init(source: String) {
        let namespace = Self.uuid(of: source, in: Self.root)
        courses = Self.uuid(of: "courses", in: namespace)
        creators = Self.uuid(of: "creators", in: namespace)
        users = Self.uuid(of: "users", in: namespace)
        events = Self.uuid(of: "events", in: namespace)
    }

    func course(_ key: String) -> UUID { Self.uuid(of: key, in: courses) }

    func creator(_ key: String) -> UUID { Self.uuid(of: key, in: creators) }

    func user(_ key: String) -> UUID { Self.uuid(of: key, in: users) }

    func event(_ key: String) -> UUID { Self.uuid(of: key, in: events) }

    /// A lesson's key is unique within its course only.
    func lesson(_ key: String, of course: String) -> UUID { Self.uuid(of: key, in: self.course(course)) }

    /// The UUIDv5 of a name in a namespace.
    static func uuid(of name: String, in namespace: UUID) -> UUID {
        var hash = Insecure.SHA1()
        withUnsafeBytes(of: namespace.uuid) { hash.update(bufferPointer: $0) }
        hash.update(data: Array(name.utf8))
        var bytes = Array(hash.finalize())
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        return UUID(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
                bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
            ))
    }
}
