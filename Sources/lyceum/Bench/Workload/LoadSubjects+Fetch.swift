internal import FoundationEssentials

extension LoadSubjects {
    /// As deep as pages of the list reach by number, in pages of a hundred.
    private static let coursePages = 100
    /// Pages of a hundred users who get tokens.
    private static let userPages = 10

    /// Reads what a mix asks for from the API: up to 10,000 courses and 1,000 users.
    ///
    /// - Parameter tokens: mints a token for each of some users.
    /// - Throws: ``BenchFailure``, or what minting a token throws.
    init(from target: LoadTarget, for mix: LoadMix, tokens: ([UUID]) throws -> [String]) async throws {
        let client = try await target.connect()
        let courses = try await Self.members("courses", of: client, pages: Self.coursePages) { page in
            "/api/v1/courses?limit=100&sort=title&fields=id,title,category&page=\(page)"
        }
        var categories: Set<String> = []
        self.courses = courses.compactMap { course in
            guard let id = course["id"]?.scalarText, let title = course["title"]?.scalarText else { return nil }
            if let category = course["category"]?.scalarText { categories.insert(category) }
            return Course(id: id, title: title)
        }
        self.categories = categories.sorted()
        guard !self.courses.isEmpty else { throw BenchFailure.nothingToAskFor("courses") }
        if mix.weights.keys.contains(where: \.needsUser) {
            let entries = try await Self.members("entries", of: client, pages: Self.userPages) { page in
                "/api/v1/leaderboard?limit=100&offset=\((page - 1) * 100)"
            }
            let users = entries.compactMap { $0["user_id"]?.scalarText.flatMap(UUID.init(uuidString:)) }
            guard !users.isEmpty else { throw BenchFailure.nothingToAskFor("users") }
            self.tokens = try tokens(users)
        }
        client.close()
    }

    /// The members of a list, page by page until one is empty.
    private static func members(
        _ name: String, of client: LoadClient, pages: Int, path: (_ page: Int) -> String
    ) async throws -> [[String: JSONValue]] {
        var members: [[String: JSONValue]] = []
        for page in 1...pages {
            guard case .object(let answer) = try await client.json(path(page)), case .array(let array)? = answer[name]
            else { throw BenchFailure.badAnswer(path: path(page), reason: "there is no list of \(name)") }
            members += array.compactMap { if case .object(let member) = $0 { member } else { nil } }
            if array.count < 100 { break }
        }
        return members
    }
}
