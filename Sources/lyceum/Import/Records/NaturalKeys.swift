internal import FoundationEssentials
internal import ServiceKit

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
        let namespace = UUID(name: source, in: Self.root)
        courses = UUID(name: "courses", in: namespace)
        creators = UUID(name: "creators", in: namespace)
        users = UUID(name: "users", in: namespace)
        events = UUID(name: "events", in: namespace)
    }

    func course(_ key: String) -> UUID { UUID(name: key, in: courses) }

    func creator(_ key: String) -> UUID { UUID(name: key, in: creators) }

    func user(_ key: String) -> UUID { UUID(name: key, in: users) }

    func event(_ key: String) -> UUID { UUID(name: key, in: events) }

    /// A lesson's key is unique within its course only.
    func lesson(_ key: String, of course: String) -> UUID { UUID(name: key, in: self.course(course)) }
}
