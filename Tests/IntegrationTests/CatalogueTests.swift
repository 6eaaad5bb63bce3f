import Foundation
import Testing

extension Stack {
    /// All published courses, by walking the pages.
    func allCourses(_ query: String = "") async throws -> [[String: Any]] {
        var courses: [[String: Any]] = []
        var cursor: String?
        repeat {
            let answer = try await get(
                "/api/v1/courses?limit=70\(query)" + (cursor.map { "&cursor=\($0)" } ?? ""))
            guard answer.status == 200 else { throw StackError(answer.text) }
            courses += answer.json["courses"] as? [[String: Any]] ?? []
            cursor = (answer.json["pagination"] as? [String: Any])?["next_cursor"] as? String
        } while cursor != nil
        return courses
    }

    func allIDs() async throws -> [String] {
        try await allCourses("&fields=id").compactMap { $0["id"] as? String }
    }
}

@Suite("The API over the whole stack", .stack(), .serialized)
struct CatalogueTests {
    private func stack() throws -> Stack { try #require(Stack.current) }

    @Test(
        "Walking the cursors meets every course once, in the order of the sort",
        arguments: ["newest", "popular", "rating", "title"])
    func walk(sort: String) async throws {
        let courses = try await stack().allCourses("&sort=\(sort)")
        #expect(Set(courses.compactMap { $0["id"] as? String }).count == SmallCatalogue.courseCount)
        #expect(courses.count == SmallCatalogue.courseCount)
        if sort == "title" {
            let titles = courses.compactMap { $0["title"] as? String }
            #expect(titles == titles.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
        }
    }

    @Test("Filters hold for every row, and the total says how many there are")
    func filters() async throws {
        let answer = try await stack().get("/api/v1/courses?category=category1&is_free=false&limit=100")
        let courses = try #require(answer.json["courses"] as? [[String: Any]])
        #expect(!courses.isEmpty)
        #expect(courses.allSatisfy { $0["category"] as? String == "category1" && $0["is_free"] as? Bool == false })
        let pagination = try #require(answer.json["pagination"] as? [String: Any])
        #expect(pagination["total_items"] as? Int == courses.count)
    }

    @Test("Words are found in title and description")
    func search() async throws {
        let courses = try await stack().allCourses("&q=subject7")
        #expect(courses.count == SmallCatalogue.courseCount / 10)
    }

    @Test("One course is whole, with its counts; fields and include shape it")
    func one() async throws {
        let id = try #require(try await stack().allIDs().first)
        let course = try await stack().get("/api/v1/courses/\(id)").json
        #expect(course["id"] as? String == id)
        #expect((course["stats"] as? [String: Any])?["lesson_count"] as? Int == 3)
        #expect((course["stats"] as? [String: Any])?["total_duration"] as? Int == 360)
        #expect(course["creator"] == nil)
        let shaped = try await stack().get("/api/v1/courses/\(id)?fields=title,creator.name,stats.lesson_count").json
        #expect(Set(shaped.keys) == ["title", "creator", "stats"])
        #expect((shaped["creator"] as? [String: Any])?.keys.sorted() == ["name"])
        let included = try await stack().get("/api/v1/courses/\(id)?include=creator").json
        #expect((included["creator"] as? [String: Any])?["name"] as? String == course["creator_name"] as? String)
    }

    @Test("A batch of 100 keeps its order, with null and a problem for each id that is missing")
    func batch() async throws {
        let known = try await stack().allIDs()
        var ids = Array(known.prefix(90))
        ids.insert(contentsOf: known.prefix(5), at: 40)
        for index in [0, 13, 50, 77, 94] { ids.insert(UUID().uuidString.lowercased(), at: index) }
        #expect(ids.count == 100)
        let body = "{\"ids\":[\(ids.map { "\"\($0)\"" }.joined(separator: ","))]}"
        let answer = try await stack().post("/api/v1/courses/batch?fields=id", body)
        #expect(answer.status == 200)
        let courses = try #require(answer.json["courses"] as? [Any])
        let isKnown = Set(known)
        #expect(courses.count == 100)
        for (id, course) in zip(ids, courses) {
            #expect((course as? [String: Any])?["id"] as? String == (isKnown.contains(id) ? id : nil))
        }
        let errors = try #require(answer.json["errors"] as? [[String: Any]])
        #expect(errors.compactMap { $0["index"] as? Int } == ids.indices.filter { !isKnown.contains(ids[$0]) })
        #expect(errors.allSatisfy { ($0["problem"] as? [String: Any])?["status"] as? Int == 404 })
    }

    @Test("The second look-up comes from the cache, and says so")
    func cacheStatus() async throws {
        let id = try #require(try await stack().allIDs().last)
        let first = try await stack().get("/api/v1/courses/\(id)")
        #expect(first.headers.first(name: "cache-status")?.hasPrefix("lyceum;") == true)
        // The cache is filled behind the reply.
        let limit = ContinuousClock.now + .seconds(10)
        var again = try await stack().get("/api/v1/courses/\(id)")
        while again.headers.first(name: "cache-status") != "lyceum; hit", .now < limit {
            again = try await stack().get("/api/v1/courses/\(id)")
        }
        #expect(again.headers.first(name: "cache-status") == "lyceum; hit")
        #expect(again.text == first.text)
    }

    @Test("The lessons of a course come in their order")
    func lessons() async throws {
        let id = try #require(try await stack().allIDs().first)
        let answer = try await stack().get("/api/v1/courses/\(id)/lessons")
        let lessons = try #require(answer.json["lessons"] as? [[String: Any]])
        #expect(lessons.compactMap { $0["position"] as? Int } == [1, 2, 3])
    }

    @Test("The board orders by XP, and its pages and ranks agree")
    func board() async throws {
        let top = try await stack().get("/api/v1/leaderboard?limit=100")
        let entries = try #require(top.json["entries"] as? [[String: Any]])
        #expect(entries.count == 100)
        #expect(top.json["stale"] as? Bool == false)
        #expect(top.json["total"] as? Int == SmallCatalogue.userCount)
        #expect(entries.compactMap { $0["rank"] as? Int } == Array(1...100))
        let xp = entries.compactMap { $0["xp"] as? Int }
        #expect(xp == xp.sorted(by: >))
        let cursor = try #require(top.json["next_cursor"] as? String)
        let byCursor = try await stack().get("/api/v1/leaderboard?limit=50&cursor=\(cursor)").json["entries"]
        let byOffset = try await stack().get("/api/v1/leaderboard?limit=50&offset=100").json["entries"]
        let second = try #require(byCursor as? [[String: Any]])
        #expect(
            second.compactMap { $0["user_id"] as? String }
                == (byOffset as? [[String: Any]])?.compactMap { $0["user_id"] as? String })
        let ids = second.compactMap { $0["user_id"] as? String }
        let ranks = try await stack().post(
            "/api/v1/leaderboard/ranks", "{\"user_ids\":[\(ids.map { "\"\($0)\"" }.joined(separator: ","))]}")
        let answered = try #require(ranks.json["ranks"] as? [[String: Any]])
        #expect(answered.compactMap { $0["rank"] as? Int } == Array(101...150))
        let profile = try await stack().get("/api/v1/users/\(ids[0])").json
        #expect(profile["xp"] as? Int == second[0]["xp"] as? Int)
    }

    @Test("Importing the same again changes nothing")
    func importAgain() async throws {
        let before = try await stack().allCourses()
        try await SmallCatalogue.load(into: stack())
        let after = try await stack().allCourses()
        #expect(NSArray(array: before) == NSArray(array: after))
    }
}
