import Crypto
public import Logging
public import NIOCore

/// Brings a schema up to date, forwards only, while older versions of the program may be serving.
///
/// Programs that start at the same time wait for each other on an advisory lock. What is applied is recorded in
/// `<schema>.schema_migrations` with its checksum. A lock that is not granted within `lockTimeout` fails the migration
/// instead of queueing every query of the running program behind it.
public struct Migrator: Sendable {
    /// How long a migration may wait for a lock.
    public var lockTimeout = Duration.seconds(3)
    /// How long one command may run.
    public var statementTimeout = Duration.seconds(900)

    private let client: PostgresClient
    private let schema: String
    private let migrations: [Migration]
    private let logger: Logger

    /// Prepares the migrations of one schema, a plain lower-case identifier.
    ///
    /// Throws a `PostgresError` with code `.migration` if two of them have the same version.
    public init(
        client: PostgresClient, schema: String, migrations: [Migration], logger: Logger
    ) throws(PostgresError) {
        precondition(
            !schema.isEmpty
                && schema.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || $0 == UInt8(ascii: "_") },
            "A schema's name has lower-case letters and underscores")
        guard Set(migrations.map(\.version)).count == migrations.count else {
            throw PostgresError(.migration, "Two migrations of schema \(schema) have the same version.")
        }
        self.client = client
        self.schema = schema
        self.migrations = migrations.sorted { $0.version < $1.version }
        self.logger = logger
    }

    /// Says what `apply` would do, and changes nothing. Throws `PostgresError`.
    public func check(deadline: NIODeadline) async throws(PostgresError) -> MigrationReport {
        try await client.session(deadline: deadline) { connection throws(PostgresError) in
            try await report(on: connection)
        }
    }

    /// Applies what is pending, in order, and returns it.
    ///
    /// Throws `PostgresError`: `.migration` if an applied one has changed, or one is older than what is applied; the
    /// server's own error if a migration fails, which then has changed nothing.
    public func apply(deadline: NIODeadline) async throws(PostgresError) -> [Migration] {
        try await client.session(deadline: deadline) { connection throws(PostgresError) in
            _ = try await connection.submit(.script(settings))
            try await lock(on: connection)
            try await createTable(on: connection)
            let report = try await report(on: connection)
            try refuse(report)
            for migration in report.pending { try await apply(migration, on: connection) }
            return report.pending
        }
    }

    private var settings: String {
        """
        SET lock_timeout = \(lockTimeout.milliseconds);
        SET statement_timeout = \(statementTimeout.milliseconds);
        SET idle_in_transaction_session_timeout = \(statementTimeout.milliseconds);
        SET client_min_messages = warning;
        """
    }

    /// Waits for other runners by asking again and again: a blocking request would hold a snapshot, for which their
    /// CREATE INDEX CONCURRENTLY would wait in turn. The lock ends with the session.
    private func lock(on connection: HeldConnection) async throws(PostgresError) {
        let statement = PostgresStatement(name: "migration_lock", sql: "SELECT pg_try_advisory_lock($1)")
        var parameters = PostgresParameters()
        parameters.append(lockKey)
        while true {
            let result = try await connection.execute(statement, parameters)
            if try result.rows[0].bool(0) { return }
            do { try await Task.sleep(for: .milliseconds(100)) } catch { throw PostgresError.cancelled }
        }
    }

    /// The same for every runner of this schema.
    private var lockKey: Int64 {
        SHA256.hash(data: Array("lyceum.migrations.\(schema)".utf8)).prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }

    private func createTable(on connection: HeldConnection) async throws(PostgresError) {
        let schemas = PostgresStatement(
            name: "migration_schema", sql: "SELECT 1 FROM pg_namespace WHERE nspname = '\(schema)'")
        // IF NOT EXISTS would ask for the privilege to create schemas even where there is nothing to create.
        if try await connection.execute(schemas).rowCount == 0 {
            _ = try await connection.submit(.script("CREATE SCHEMA \(schema)"))
        }
        _ = try await connection.submit(
            .script(
                """
                CREATE TABLE IF NOT EXISTS \(schema).schema_migrations (
                    version bigint PRIMARY KEY,
                    name text NOT NULL,
                    checksum text NOT NULL,
                    applied_at timestamptz NOT NULL DEFAULT now()
                )
                """))
    }

    private func report(on connection: HeldConnection) async throws(PostgresError) -> MigrationReport {
        let exists = PostgresStatement(
            name: "migration_table", sql: "SELECT to_regclass('\(schema).schema_migrations') IS NOT NULL")
        var applied: [Int: String] = [:]
        if try await connection.execute(exists).rows[0].bool(0) {
            let select = PostgresStatement(
                name: "migration_list", sql: "SELECT version, checksum FROM \(schema).schema_migrations")
            for row in try await connection.execute(select).rows {
                applied[Int(try row.int64(0))] = try row.text(1)
            }
        }
        return MigrationReport(known: migrations, applied: applied)
    }

    private func refuse(_ report: MigrationReport) throws(PostgresError) {
        if let changed = report.changed.first {
            throw PostgresError(
                .migration, "Migration \(changed.version) of schema \(schema) was changed after it was applied.")
        }
        if let late = report.outOfOrder.first {
            throw PostgresError(
                .migration, "Migration \(late.version) of schema \(schema) is older than one that is applied.")
        }
    }

    private func apply(_ migration: Migration, on connection: HeldConnection) async throws(PostgresError) {
        let metadata: Logger.Metadata = [
            "schema": "\(schema)", "version": "\(migration.version)", "name": "\(migration.name)",
        ]
        do {
            if migration.runsInTransaction { _ = try await connection.execute(.begin) }
            _ = try await connection.submit(.script(migration.sql))
            try await record(migration, on: connection)
            if migration.runsInTransaction { _ = try await connection.execute(.commit) }
        } catch {
            logger.error("migration failed", metadata: metadata.merging(["error": "\(error)"]) { first, _ in first })
            // The session ends with its connection, and with it the transaction.
            throw error
        }
        logger.info("migration applied", metadata: metadata)
    }

    private func record(_ migration: Migration, on connection: HeldConnection) async throws(PostgresError) {
        let insert = PostgresStatement(
            name: "migration_record",
            sql: "INSERT INTO \(schema).schema_migrations (version, name, checksum) VALUES ($1, $2, $3)")
        var parameters = PostgresParameters()
        parameters.append(Int64(migration.version))
        parameters.append(migration.name)
        parameters.append(migration.checksum)
        _ = try await connection.execute(insert, parameters)
    }
}
