import FoundationEssentials
import HTTPTypes
import Hummingbird
import Messages
import RPC
import Stubs

/// Boards and ranks.
struct LeaderboardRoutes: Sendable {
    private static let cursorPurpose = "leaderboard"
    private static let parameters: Set<String> = ["board", "limit", "offset", "cursor"]
    static let defaultBoard = "global"

    let service: LeaderboardServiceClient
    let entities: Entities
    let cursors: CursorSigner
    let bodyLimit: Int

    func add(to routes: RouteTable) {
        routes.add("/api/v1/leaderboard", Route(.get, .listLeaderboard, cost: 5, maximumBackendCalls: 2, page))
        routes.add("/api/v1/leaderboard/ranks", Route(.post, .batchGetRanks, ranks))
    }

    @Sendable private func page(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let query = try QueryReader(request, allowed: Self.parameters)
        let board = try board(query.text("board"))
        let limit = try query.integer("limit", in: 1...100, default: 20) as Int32
        let offset = try query.integer("offset", in: 0...Schema.largestInteger, default: 0) as Int64
        let cursor = try query.text("cursor", atMost: CursorSigner.limit)
        let position = try cursor.map { (text) throws(Problem) in try cursors.verified(text, for: Self.cursorPurpose) }
        guard position == nil || offset == 0 else {
            throw Problem.badParameter("offset", "can't be used with 'cursor'")
        }
        let list = LeaderboardV1.ListEntriesRequest.make { draft in
            draft.board = board
            draft.limit = limit
            draft.offset = offset
            if let position { draft.cursor = position }
        }
        let page = try await call { try await entities.boardPages.load(list, deadline: context.deadline).page }
        let ids = page.entries.map(\.userID)
        let stats = await entities.userStats.loadMany(ids, deadline: context.deadline)
        var digest = VersionDigest(query)
        let tag = add(page, stats, to: &digest) ? EntityTag(text: digest.text, isWeak: true) : nil
        let nextCursor = cursors.next(page.nextCursor, for: Self.cursorPurpose)
        var headers = links(of: list, request, nextCursor: nextCursor)
        // What stands in for the board is not kept: the board itself may be back at any time. What lacks a part is kept
        // by nobody at all.
        if page.stale, tag != nil { headers[.cacheControl] = "no-cache" }
        return request.json(tag, capacity: 512 * ids.count, headers: headers) { json in
            write(board, page, stats, nextCursor: nextCursor, to: &json)
        }
    }

    @Sendable private func ranks(_ request: Request, _ context: GatewayContext) async throws -> Response {
        _ = try QueryReader(request, allowed: [])
        let body = try await request.message(LeaderboardV1.BatchGetRanksRequest.self, atMost: bodyLimit)
        let ids = try body.message.userIDs.checked(as: "user_ids")
        let board = body.message.board.isEmpty ? Self.defaultBoard : body.message.board
        guard board == Self.defaultBoard else { throw Problem.badBody("/board", "must be: \(Self.defaultBoard)") }
        let ranks = LeaderboardV1.BatchGetRanksRequest.make { draft in
            draft.board = board
            for id in ids { draft.addUserIDs(id) }
        }
        let answer = try await call {
            try await service.batchGetRanks(ranks, options: CallOptions(deadline: context.deadline))
        }
        return .json(capacity: 128 * ids.count) { json in
            json.object { json in
                json.key("board")
                json.value(board)
                json.members(of: answer)
            }
        }
    }

    /// Adds what a page shows, as entries have no version: all but `as_of`, which changes though nothing else does, so
    /// that the tag is a weak one. False where a part of the page is missing.
    private func add(
        _ page: LeaderboardV1.ListEntriesResponse,
        _ stats: [Result<EntityLoader<CourseV1.UserStats>.Answer, any Error>], to digest: inout VersionDigest
    ) -> Bool {
        digest.add(page.total)
        digest.add(page.stale ? 1 : 0)
        digest.add(next: page.nextCursor, signedBy: cursors)
        for (entry, result) in zip(page.entries, stats) {
            guard case .success(let answer) = result else { return false }
            digest.add(entry.userID)
            digest.add(entry.username)
            digest.add(entry.avatarURL ?? "")
            digest.add(entry.rank)
            digest.add(entry.xp)
            digest.add(entry.level)
            digest.add(entry.achievementsCount)
            digest.add(answer.entity?.completedLessons ?? -1)
            digest.add(answer.entity?.coursesCreated ?? -1)
        }
        return true
    }

    private func links(
        of list: LeaderboardV1.ListEntriesRequest, _ request: Request, nextCursor: String?
    ) -> HTTPFields {
        var links = PageLinks(request, positions: ["offset", "cursor"])
        let limit = Int64(list.limit)
        let isNumbered = list.cursor.readableBytes == 0 && list.offset <= Schema.largestInteger - limit
        links.add("first", nil)
        if isNumbered && list.offset > 0 { links.add("prev", "offset=\(max(0, list.offset - limit))") }
        if let nextCursor {
            links.add("next", isNumbered ? "offset=\(list.offset + limit)" : "cursor=\(nextCursor)")
        }
        return links.headers
    }

    private func write(
        _ board: String, _ page: LeaderboardV1.ListEntriesResponse,
        _ stats: [Result<EntityLoader<CourseV1.UserStats>.Answer, any Error>], nextCursor: String?,
        to json: inout JSONWriter
    ) {
        var problem: Problem?
        json.object { json in
            json.key("board")
            json.value(board)
            json.key("as_of")
            json.timestamp(microseconds: page.asOf)
            json.key("stale")
            json.value(page.stale)
            json.key("total")
            json.value(page.total)
            json.key("next_cursor")
            if let nextCursor { json.value(nextCursor) } else { json.null() }
            json.key("entries")
            json.array { json in
                for (entry, result) in zip(page.entries, stats) {
                    json.object { json in
                        json.members(of: entry)
                        problem = write(result, to: &json) ?? problem
                    }
                }
            }
            guard let problem else { return }
            ["completed_lessons", "courses_created"].map { PartProblem(part: $0, problem: problem) }.write(to: &json)
        }
    }

    /// Writes what the course service counts of a user; null where it can't be had.
    private func write(
        _ result: Result<EntityLoader<CourseV1.UserStats>.Answer, any Error>, to json: inout JSONWriter
    ) -> Problem? {
        let stats = try? result.get().entity
        json.key("completed_lessons")
        if let stats { json.value(stats.completedLessons) } else { json.null() }
        json.key("courses_created")
        if let stats { json.value(stats.coursesCreated) } else { json.null() }
        guard case .failure(let error) = result else { return nil }
        return Problem(failure: error, backend: CourseRoutes.backend)
    }

    private func board(_ name: String?) throws(Problem) -> String {
        guard let name else { return Self.defaultBoard }
        guard name == Self.defaultBoard else { throw .badParameter("board", "must be: \(Self.defaultBoard)") }
        return name
    }

    private func call<Value>(_ body: () async throws -> Value) async throws(Problem) -> Value {
        do { return try await body() } catch { throw Problem(failure: error, backend: UserRoutes.backend) }
    }
}
