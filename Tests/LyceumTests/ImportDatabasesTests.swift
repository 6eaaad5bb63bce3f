import Foundation
import NIOCore
import ServiceKit
import TestSupport
import Testing

@testable import lyceum

struct ImportDatabasesTests {
    @Test("A schema without a database of its own is reached as the owner of both")
    func owner() async throws {
        let url = try PrivatePostgres.shared.get().makeDatabase()
        let databases = databases(["LYCEUM_MIGRATION_DATABASE_URL": url], connectLimit: .seconds(60))
        let areAvailable = try await databases.course { course in
            try await databases.leaderboard { [course.health.isAvailable, $0.health.isAvailable] }
        }
        #expect(areAvailable == [true, true])
    }

    @Test("A server that isn't there is named by its setting, without the password")
    func unreachable() async throws {
        let databases = databases(
            ["LYCEUM_COURSE_DATABASE_URL": "postgresql://me:hush@127.0.0.1:1/x"], connectLimit: .milliseconds(50))
        let error = await #expect(throws: ImportFailure.self) { try await databases.course { _ in } }
        #expect(error?.subject == "LYCEUM_COURSE_DATABASE_URL")
        #expect(error?.description.contains("hush") == false)
    }

    @Test("Without settings and without an installation, the setting that is missing is named, and nothing is made")
    func nothing() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "lyceum-none-\(UUID())").path
        let error = await #expect(throws: ImportFailure.self) {
            try await databases(["LYCEUM_STATE_DIR": directory], connectLimit: .zero).leaderboard { _ in }
        }
        #expect(error?.subject == "LYCEUM_LEADERBOARD_DATABASE_URL")
        #expect(!FileManager.default.fileExists(atPath: directory))
    }

    private func databases(_ environment: [String: String], connectLimit: TimeAmount) -> ImportDatabases {
        ImportDatabases(
            settings: SettingsReader(role: .operator, environment: environment), timeout: .seconds(60),
            connectLimit: connectLimit)
    }
}
