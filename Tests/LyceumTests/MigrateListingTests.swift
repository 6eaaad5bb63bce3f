import CourseService
import Foundation
import LeaderboardService
import Postgres
import Testing

@Suite("Lists of migrations")
struct MigrateListingTests {
    @Test(
        "every file of a service's migrations is listed with its number, name and text, in order",
        arguments: ["CourseService", "LeaderboardService"])
    func listsEveryFile(target: String) throws {
        let listed = target == "CourseService" ? CourseMigrations.all : LeaderboardMigrations.all
        let folder = URL(filePath: #filePath).appending(path: "../../../Sources/\(target)/SQL/Migrations").standardized
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }
        let files = try names.sorted().map { name in
            try Migration(
                fileName: name, sql: String(contentsOf: folder.appending(path: name), encoding: .utf8))
        }
        #expect(!files.isEmpty)
        #expect(listed == files)
    }
}
