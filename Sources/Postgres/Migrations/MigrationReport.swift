/// How a database stands to the migrations that this program knows.
public struct MigrationReport: Sendable, Equatable {
    /// Known here and not applied, in order.
    public internal(set) var pending: [Migration] = []
    /// Applied, but with other SQL than is known here.
    public internal(set) var changed: [Migration] = []
    /// Versions that are applied but not known here: the database belongs to a newer program.
    public internal(set) var unknown: [Int] = []
    /// Pending although a later version is applied.
    public internal(set) var outOfOrder: [Migration] = []

    /// True if nothing is to be done and nothing is wrong; unknown versions are left to the newer program.
    public var isCurrent: Bool {
        pending.isEmpty && changed.isEmpty && outOfOrder.isEmpty
    }

    /// Compares what is known with the checksums of what is applied.
    init(known: [Migration], applied: [Int: String]) {
        let latest = applied.keys.max() ?? 0
        pending = known.filter { applied[$0.version] == nil }
        changed = known.filter { migration in
            applied[migration.version].map { $0 != migration.checksum } ?? false
        }
        outOfOrder = pending.filter { $0.version < latest }
        unknown = Set(applied.keys).subtracting(known.map(\.version)).sorted()
    }
}
