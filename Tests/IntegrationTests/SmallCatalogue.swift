import Foundation

/// A small synthetic catalogue, brought in by the product's own import: 300 courses, 900 lessons, 200 users.
enum SmallCatalogue {
    static let courseCount = 300
    static let userCount = 200

    static func load(into stack: Stack) async throws {
        let courses = try write(
            "courses.csv",
            "key,title,description,category,level,price_cents,currency,creator_key,creator_name,published_at",
            (0..<courseCount).map { number in
                let level = ["beginner", "intermediate", "advanced"][number % 3]
                let price = number % 4 == 0 ? 0 : 1_000 + number
                return
                    "c\(number),Course number \(number),All about subject\(number % 10),category\(number % 6),\(level),"
                    + "\(price),EUR,k\(number % 12),Creator \(number % 12),2026-01-\(String(format: "%02d", number % 28 + 1))"
            }, stack)
        let lessons = try write(
            "lessons.csv", "course,key,position,title,kind,duration",
            (0..<courseCount).flatMap { course in
                (1...3).map { "c\(course),l\($0),\($0),Lesson \($0),video,\($0 * 60)" }
            }, stack)
        try await stack.lyceum("import", "courses", courses, "--lessons", lessons)
        let events = try write(
            "events.csv", "key,user,at,points,type",
            (0..<userCount).flatMap { user in
                // Many share a total, so that ties decide the order.
                (0..<3).map { "e\(user)-\($0),u\(user),2026-02-0\($0 + 1),\(user % 20),quiz" }
            }, stack)
        try await stack.lyceum("import", "events", events)
        try await stack.lyceum("leaderboard", "rebuild")
    }

    private static func write(_ name: String, _ header: String, _ rows: [String], _ stack: Stack) throws -> String {
        let file = stack.directory.appending(path: name)
        try ([header] + rows).joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }
}
