import Crypto

/// One step of a schema: plain SQL that is applied once and never changes afterwards.
///
/// It runs in one transaction, unless its first line is `-- no transaction`: then it must be a single command that can be
/// repeated, such as `CREATE INDEX CONCURRENTLY IF NOT EXISTS …`.
public struct Migration: Sendable, Hashable {
    /// The place in the order, unique within a schema.
    public let version: Int
    /// What it does, for people.
    public let name: String
    /// The commands.
    public let sql: String

    /// Makes a migration.
    public init(version: Int, name: String, sql: String) {
        self.version = version
        self.name = name
        self.sql = sql
    }

    /// Takes version and name from a file's name, such as `0002_index_courses.sql`.
    ///
    /// Throws a `PostgresError` with code `.migration` if the name has another form.
    public init(fileName: String, sql: String) throws(PostgresError) {
        let stem = fileName.hasSuffix(".sql") ? fileName.dropLast(4) : fileName[...]
        let parts = stem.split(separator: "_", maxSplits: 1)
        guard parts.count == 2, let version = Int(parts[0]), version > 0 else {
            throw PostgresError(.migration, "\(fileName): a migration's file is named like 0002_index_courses.sql.")
        }
        self.init(version: version, name: String(parts[1]), sql: sql)
    }

    /// SHA-256 of the SQL, in hexadecimal.
    public var checksum: String {
        SHA256.hash(data: Array(sql.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0\(digits)" : digits
        }.joined()
    }

    var runsInTransaction: Bool {
        sql.prefix { !$0.isNewline } != "-- no transaction"
    }
}
