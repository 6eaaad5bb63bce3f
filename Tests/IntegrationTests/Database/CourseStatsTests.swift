import Foundation
import Postgres
import Testing

/// Statistics that triggers keep are compared with what counting everything again gives.
@Suite("Statistics of courses")
struct CourseStatsTests {
    @Test("stay right under random writes", arguments: [1, 2, 3] as [UInt64])
    func randomWrites(seed: UInt64) async throws {
        let database = try await ServiceDatabase()
        var writes = RandomCourseWrites(seed: seed, manner: .alone)
        for round in 0..<12 {
            for _ in 0..<15 {
                let sql = writes.next()
                try await database.course.execute(script: sql, deadline: .testLimit)
            }
            for (name, sql) in RecountedStats.differences {
                #expect(try await database.number(sql) == 0, "\(name), round \(round), seed \(seed)")
            }
        }
    }

    @Test("stay right when four writers meet in the same rows, and none waits for another in a circle")
    func concurrentWrites() async throws {
        let database = try await ServiceDatabase(connections: 4)
        var first = RandomCourseWrites(seed: 99, manner: .alone)
        for _ in 0..<20 { try await database.run(first.next()) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for seed in 100..<104 as Range<UInt64> {
                group.addTask {
                    var writes = RandomCourseWrites(seed: seed, manner: .together)
                    for _ in 0..<60 { try await database.course.execute(script: writes.next(), deadline: .testLimit) }
                }
            }
            try await group.waitForAll()
        }
        for (name, sql) in RecountedStats.differences {
            #expect(try await database.number(sql) == 0, "\(name)")
        }
    }

    @Test("changes of statistics and names count as stats versions, edits do not")
    func versions() async throws {
        let database = try await ServiceDatabase()
        try await database.run(
            """
            INSERT INTO course.creators (id, name) VALUES ('00000000-0000-0000-0000-00000000000c', 'C');
            INSERT INTO course.courses (id, creator_id, title, category, level)
            VALUES ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-00000000000c', 'T', 'c', 'beginner');
            """)
        let version = "SELECT stats_version FROM course.courses"
        #expect(try await database.number(version) == 1)
        try await database.run("UPDATE course.courses SET title = 'T2', version = version + 1")
        #expect(try await database.number(version) == 1)
        try await database.run("UPDATE course.creators SET name = 'D'")
        #expect(try await database.number(version) == 2)
        try await database.run(
            "INSERT INTO course.lessons (id, course_id, position, title, kind) SELECT id, id, 1, 'L', 'text' FROM course.courses"
        )
        #expect(try await database.number(version) == 3)
        try await database.run("UPDATE course.lessons SET summary = 'S'")
        #expect(try await database.number(version) == 3)
        try await database.run("UPDATE course.lessons SET title = 'M'")
        #expect(try await database.number(version) == 4)
    }
}
