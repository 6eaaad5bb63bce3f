import Logging
import NIOCore
import Postgres
import Testing

@Suite("Migrator", .serialized, .timeLimit(.minutes(2)))
struct MigratorTests {
    let client: PostgresClient
    let create = Migration(version: 1, name: "create", sql: "CREATE TABLE shop.item (id bigint PRIMARY KEY);")
    let index = Migration(
        version: 2, name: "index",
        sql: "-- no transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS item_id ON shop.item (id);")

    init() throws {
        client = try TestDatabase().client(connections: 4)
    }

    func migrator(_ migrations: Migration...) throws -> Migrator {
        try Migrator(client: client, schema: "shop", migrations: migrations, logger: .quiet)
    }

    @Test("pending migrations are applied once, in order, CONCURRENTLY included")
    func apply() async throws {
        let migrator = try migrator(index, create)
        #expect(try await migrator.check(deadline: .soon).pending == [create, index])
        #expect(try await migrator.apply(deadline: .soon) == [create, index])
        #expect(try await migrator.apply(deadline: .soon) == [])
        let report = try await migrator.check(deadline: .soon)
        #expect(report.isCurrent)
        try await client.wait(until: "SELECT count(*) = 2 FROM pg_indexes WHERE tablename = 'item'")
    }

    @Test("runners that start together apply each migration once")
    func concurrentRunners() async throws {
        let migrator = try migrator(create, index)
        let applied = try await withThrowingTaskGroup(of: [Migration].self) { group in
            for _ in 0..<3 { group.addTask { try await migrator.apply(deadline: .soon) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(applied == [create, index])
    }

    @Test("a migration that changed after it was applied is reported and refused")
    func changed() async throws {
        _ = try await migrator(create).apply(deadline: .soon)
        let edited = Migration(version: 1, name: "create", sql: "CREATE TABLE shop.item (id uuid);")
        #expect(try await migrator(edited).check(deadline: .soon).changed == [edited])
        let error = await #expect(throws: PostgresError.self) {
            try await migrator(edited, index).apply(deadline: .soon)
        }
        #expect(error?.code == .migration)
    }

    @Test("a late migration is refused, an unknown one reported and left alone")
    func order() async throws {
        _ = try await migrator(create.renumbered(3)).apply(deadline: .soon)
        let report = try await migrator(create.renumbered(2)).check(deadline: .soon)
        #expect(report.unknown == [3])
        #expect(report.outOfOrder.map(\.version) == [2])
        await #expect(throws: PostgresError.self) {
            try await migrator(create.renumbered(2), create.renumbered(3)).apply(deadline: .soon)
        }
    }

    @Test("a failing migration changes nothing, those before it stay")
    func failing() async throws {
        let broken = Migration(version: 2, name: "broken", sql: "CREATE TABLE shop.other (); SELECT 1 / 0;")
        let error = await #expect(throws: PostgresError.self) {
            try await migrator(create, broken).apply(deadline: .soon)
        }
        #expect(error?.sqlState == SQLState(rawValue: "22012"))
        #expect(try await migrator(create, broken).check(deadline: .soon).pending == [broken])
        try await client.wait(until: "SELECT to_regclass('shop.other') IS NULL")
    }

    @Test("a lock that another transaction holds fails the migration in time")
    func lockTimeout() async throws {
        _ = try await migrator(create).apply(deadline: .soon)
        var alter = try migrator(
            create, Migration(version: 2, name: "alter", sql: "ALTER TABLE shop.item ADD name text;"))
        alter.lockTimeout = .milliseconds(20)
        try await client.transaction(deadline: .soon) { transaction in
            _ = try await transaction.execute(PostgresStatement(name: "lock", sql: "LOCK TABLE shop.item"))
            let error = await #expect(throws: PostgresError.self) { try await alter.apply(deadline: .soon) }
            #expect(error?.sqlState == .lockNotAvailable)
        }
    }

    @Test("versions must be unique, file names well formed")
    func malformed() throws {
        #expect(throws: PostgresError.self) { try migrator(create, create) }
        #expect(throws: PostgresError.self) { try Migration(fileName: "create.sql", sql: "") }
        let migration = try Migration(fileName: "0012_add_index.sql", sql: "SELECT 1")
        #expect(migration == Migration(version: 12, name: "add_index", sql: "SELECT 1"))
        #expect(migration.checksum == "e004ebd5b5532a4b85984a62f8ad48a81aa3460c1ca07701f386135d72cdecf5")
    }
}

extension Migration {
    func renumbered(_ version: Int) -> Migration {
        Migration(version: version, name: name, sql: sql)
    }
}
