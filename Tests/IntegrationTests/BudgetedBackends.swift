import Foundation
import Hummingbird
import Logging
import Messages
import NIOPosix
import Postgres
import RPC
import Redis
import ServiceKit
import Stubs
import Synchronization
import TestSupport

@testable import CourseService
@testable import Gateway
@testable import LeaderboardService

/// The services in this process, with a database and a Redis of the test's own, and a count of what they are asked.
struct BudgetedBackends: Sendable {
    /// What was asked so far.
    struct Cost {
        /// By method.
        var calls: [String: Int]
        var statements: Int

        static func - (after: Cost, before: Cost) -> Cost {
            Cost(
                calls: after.calls.merging(before.calls) { $0 - $1 }.filter { $0.value > 0 },
                statements: after.statements - before.statements)
        }
    }

    private struct CountingInterceptor: ClientInterceptor {
        let counter: CallCounter

        func intercept<Response: Message>(
            _ method: MethodDescriptor, _ options: CallOptions, next: (CallOptions) async throws(Status) -> Response
        ) async throws(Status) -> Response {
            counter.count(method.name)
            return try await next(options)
        }

        func interceptStream<Response: Message>(
            _ method: MethodDescriptor, _ options: CallOptions,
            next: @escaping @Sendable (CallOptions) -> ResponseStream<Response>
        ) -> ResponseStream<Response> {
            counter.count(method.name)
            return next(options)
        }
    }

    private final class CallCounter: Sendable {
        private let counts = Mutex<[String: Int]>([:])

        var all: [String: Int] { counts.withLock { $0 } }

        func count(_ name: String) { counts.withLock { $0[name, default: 0] += 1 } }
    }

    /// Signs every request in.
    private struct SignInMiddleware: RouterMiddleware {
        let caller: Caller

        func handle(
            _ request: Request, context: GatewayContext,
            next: @concurrent (Request, GatewayContext) async throws -> Response
        ) async throws -> Response {
            var context = context
            context.caller = caller
            return try await next(request, context)
        }
    }

    private static let key = SecretBytes(Array(repeating: 7, count: 32))
    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Published courses, in each of which the caller is enrolled and which each have a creator; the first has a lesson
    /// for each.
    let courses: [String]
    /// The caller's own.
    let draft: String
    /// A draft of the caller's to be written, and its lessons: one for each, and one more.
    let written: String
    let lessons: [String]
    /// As ``written``, to be deleted.
    let deleted: String
    /// One of the first course's.
    let lesson: String
    /// The draft's.
    let draftLesson: String
    /// On the board, the caller among them.
    let users: [String]
    private let database: ServiceDatabase
    private let courseClient: CourseServiceClient
    private let leaderboardClient: LeaderboardServiceClient
    private let creator: Caller
    private let admin: Caller
    private let counter: CallCounter

    var cost: Cost {
        let statements = [database.course, database.leaderboard].flatMap { $0.statistics.values.map { Int($0.count) } }
        return Cost(calls: counter.all, statements: statements.reduce(0, +))
    }

    static func run(count: Int, _ body: (BudgetedBackends) async throws -> Void) async throws {
        let database = try await ServiceDatabase()
        try await database.run(insertion(count))
        let server = try PrivateRedis()
        let redis = RedisClient(
            configuration: RedisConfiguration(
                endpoint: try RedisEndpoint(url: server.url), connections: 1, commandTimeout: .seconds(600)),
            logger: quiet, eventLoopGroup: MultiThreadedEventLoopGroup.singleton)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await redis.run() }
            _ = try await BoardBuilder(postgres: database.leaderboard, redis: redis).build()
            try await body(try await BudgetedBackends(database, redis))
            group.cancelAll()
        }
    }

    private init(_ database: ServiceDatabase, _ redis: RedisClient) async throws {
        func ids(_ sql: String) async throws -> [UUID] {
            try await database.owner.read(.once(sql), deadline: .testLimit).rows.map { try $0.uuid(0) }
        }
        let counter = CallCounter()
        let identities = IdentityVerifier(keys: [Self.key])
        let store = LeaderboardStore(postgres: database.leaderboard)
        let leaderboard = LeaderboardHandlers(
            users: try UserLoader(store: store),
            board: Board(index: RankingIndex(redis: redis, board: Board.name), store: store), store: store,
            identities: identities)
        let handlers = try CourseHandlers(postgres: database.course, identities: identities)
        self.database = database
        self.counter = counter
        courseClient = CourseServiceClient(
            channel: InterceptedChannel(InProcessChannel(services: [handlers]), CountingInterceptor(counter: counter)))
        leaderboardClient = LeaderboardServiceClient(
            channel: InterceptedChannel(
                InProcessChannel(services: [leaderboard]), CountingInterceptor(counter: counter)))
        courses = try await ids("SELECT id FROM course.courses WHERE status = 'published' ORDER BY title").map(\.text)
        draft = try await ids("SELECT id FROM course.courses WHERE title = 'Draft'")[0].text
        written = try await ids("SELECT id FROM course.courses WHERE title = 'Written'")[0].text
        let ofWritten = "SELECT id FROM course.lessons WHERE course_id = md5('written')::uuid ORDER BY position"
        lessons = try await ids(ofWritten).map(\.text)
        deleted = try await ids("SELECT id FROM course.courses WHERE title = 'Deleted'")[0].text
        lesson = try await ids("SELECT md5('lesson1')::uuid")[0].text
        draftLesson = try await ids("SELECT md5('draft lesson')::uuid")[0].text
        users = try await ids("SELECT id FROM leaderboard.users ORDER BY username").map(\.text)
        let signer = IdentitySigner(key: Self.key)
        let provisioner = try UserProvisioner(service: leaderboardClient, signer: signer, logger: Self.quiet)
        let user = try await ids("SELECT md5('user 1')::uuid")[0]
        func caller(_ role: Role) -> Caller {
            let identity = Identity(userID: user, role: role)
            return Caller(
                user: TokenUser(identity: identity, username: nil, email: nil, expiry: .max), signer: signer,
                users: provisioner)
        }
        (creator, admin) = (caller(.creator), caller(.admin))
        // What a first token costs is not the routes'.
        for caller in [creator, admin] { try await provisioner.provision(caller.user, deadline: .testLimit) }
    }

    /// The routes of a gateway that has asked nothing yet, for a creator who is signed in, or as an admin.
    func gateway(asAdmin: Bool = false) throws -> RouteTable {
        let router = Router(context: GatewayContext.self)
        router.add(
            middleware: RequestMiddleware(
                deadline: RequestDeadline(timeout: .minutes(5)),
                slowRequests: SlowRequestLog(threshold: .minutes(5), logger: Self.quiet)))
        router.add(middleware: SignInMiddleware(caller: asAdmin ? admin : creator))
        let routes = RouteTable(router)
        let server = GatewayServer(
            configuration: GatewayConfiguration(
                address: HostPort(host: "127.0.0.1", port: 0), cursorKey: [UInt8](repeating: 1, count: 32)),
            courses: courseClient, leaderboard: leaderboardClient,
            entities: try Entities(courses: courseClient, leaderboard: leaderboardClient, cache: nil),
            authentication: nil, health: HealthMonitor(role: .gateway, checks: [], logger: Self.quiet),
            logger: Self.quiet)
        server.addRoutes(to: routes)
        return routes
    }

    private static func insertion(_ count: Int) -> String {
        """
        INSERT INTO course.creators (id, user_id, name)
        SELECT md5('creator' || n)::uuid, md5('user ' || n)::uuid, 'Creator ' || n FROM generate_series(1, \(count)) n;
        INSERT INTO course.courses (id, creator_id, title, category, level, status, published_at)
        SELECT md5('course' || n)::uuid, md5('creator' || n)::uuid, 'Course ' || lpad(n::text, 3, '0'), 'food',
            'beginner', 'published', now()
        FROM generate_series(1, \(count)) n;
        INSERT INTO course.courses (id, creator_id, title, category, level)
        SELECT md5(lower(title))::uuid, md5('creator1')::uuid, title, 'food', 'beginner'
        FROM unnest(ARRAY['Draft', 'Written', 'Deleted']) title;
        INSERT INTO course.lessons (id, course_id, position, title, kind, duration)
        SELECT md5('lesson' || n)::uuid, md5('course1')::uuid, n, 'Lesson ' || n, 'video', 60
        FROM generate_series(1, \(count)) n;
        INSERT INTO course.lessons (id, course_id, position, title, kind, duration)
        SELECT md5(course || n)::uuid, md5(course)::uuid, n, 'Lesson ' || n, 'video', 60
        FROM generate_series(1, \(count + 1)) n, unnest(ARRAY['written', 'deleted']) course;
        INSERT INTO course.lessons (id, course_id, position, title, kind)
        VALUES (md5('draft lesson')::uuid, md5('draft')::uuid, 1, 'Lesson', 'video');
        INSERT INTO course.enrollments (user_id, course_id)
        SELECT md5('user 1')::uuid, md5('course' || n)::uuid FROM generate_series(1, \(count)) n;
        INSERT INTO leaderboard.users (id, username, xp, last_active_at)
        SELECT md5('user ' || n)::uuid, 'user ' || n, 100 + n, now() FROM generate_series(1, \(count)) n;
        """
    }
}
