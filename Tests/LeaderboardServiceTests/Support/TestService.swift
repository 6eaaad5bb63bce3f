import Messages
import NIOCore
import RPC
import Redis
import ServiceKit
import Stubs
import TestSupport

@testable import LeaderboardService

/// The service in process, over a database and a Redis of the test's own, with the board built.
struct TestService {
    let client: LeaderboardServiceClient
    let database: TestDatabase
    let redis: PrivateRedis
    let builder: BoardBuilder

    /// - Parameter indexTimeout: so long that a busy machine does not make pages come from PostgreSQL.
    static func run(
        users: Int, indexTimeout: TimeAmount = .seconds(10), _ body: (TestService) async throws -> Void
    ) async throws {
        let database = try await TestDatabase.make()
        try await database.addUsers(users)
        let redis = try await PrivateRedis.started()
        try await withRedisClient(of: redis) { client in
            let builder = BoardBuilder(postgres: database.service, redis: client)
            _ = try await builder.build()
            try await body(
                TestService(
                    client: try LeaderboardServiceClient(
                        store: builder.store, index: builder.index, indexTimeout: indexTimeout),
                    database: database, redis: redis, builder: builder))
        }
    }

    func list(
        board: String = "global", limit: Int32 = 100, offset: Int64 = 0, cursor: ByteBuffer = ByteBuffer()
    ) async throws -> LeaderboardV1.ListEntriesResponse {
        try await client.list(board: board, limit: limit, offset: offset, cursor: cursor)
    }

    /// All pages, each with the cursor of the one before.
    func listAll(limit: Int32) async throws -> [LeaderboardV1.ListEntriesResponse] {
        var pages = [try await list(limit: limit)]
        while let cursor = pages.last?.nextCursor, cursor.readableBytes > 0 {
            pages.append(try await list(limit: limit, cursor: cursor))
        }
        return pages
    }
}

extension LeaderboardServiceClient {
    /// The handlers, called as over a connection.
    init(store: LeaderboardStore, index: RankingIndex?, indexTimeout: TimeAmount = .seconds(10)) throws {
        let handlers = LeaderboardHandlers(
            users: try UserLoader(store: store),
            board: Board(index: index, store: store, indexTimeout: indexTimeout), store: store,
            identities: IdentityVerifier(keys: [.test]))
        self.init(channel: InProcessChannel(services: [handlers]))
    }

    func list(
        board: String = "global", limit: Int32 = 100, offset: Int64 = 0, cursor: ByteBuffer = ByteBuffer(),
        deadline: NIODeadline = .soon
    ) async throws -> LeaderboardV1.ListEntriesResponse {
        let request = LeaderboardV1.ListEntriesRequest.make { request in
            request.board = board
            request.limit = limit
            request.offset = offset
            request.cursor = cursor
        }
        return try await listEntries(request, options: CallOptions(deadline: deadline))
    }
}

extension SecretBytes {
    /// The key of the gateways that the service believes.
    static let test = SecretBytes(Array(repeating: 7, count: 32))
}

extension CallOptions {
    static var test: CallOptions { CallOptions(deadline: .soon) }
}
