import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Messages
import RPC
import ServiceKit
import Stubs
import Testing

@testable import Gateway

/// What authors write and read, behind a middleware that signs them in.
@Suite("Authors", .timeLimit(.minutes(2)))
struct AuthorTests {
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

    private static let key = SecretBytes([UInt8](repeating: 7, count: 32))
    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    private static let course = "/api/v1/courses/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
    private static let lesson = "\(course)/lessons/\(StubCatalogue.lessonID)"
    private static let newCourse = #"{"title":"Bread","category":"food","level":"beginner"}"#

    private let catalogue = StubCatalogue()
    private let leaderboard = RecordingLeaderboard(key: key)
    private let cache = RecordingCache()
    private let courses: CourseServiceClient
    private let boards: LeaderboardServiceClient
    private let entities: Entities

    init() throws {
        courses = CourseServiceClient(channel: InProcessChannel(services: [catalogue]))
        boards = LeaderboardServiceClient(channel: InProcessChannel(services: [leaderboard]))
        entities = try Entities(
            courses: courses, leaderboard: boards, cache: Self.tier(in: cache, flushTimeout: .milliseconds(1)))
    }

    private static func tier(in cache: RecordingCache, flushTimeout: Duration) -> CacheTier {
        CacheTier(
            client: CacheServiceClient(channel: InProcessChannel(services: [cache])), timeToLive: .seconds(60),
            lookupTimeout: .seconds(60), flushTimeout: flushTimeout, logger: quiet)
    }

    /// Sends a request in a user's name.
    private func send(
        _ method: HTTPRequest.Method, _ uri: String, body: String? = nil, ifMatch: String? = nil,
        by user: UUID = UUID(), role: Role = .creator, name: String? = nil, entities: Entities? = nil
    ) async throws -> TestResponse {
        let signer = IdentitySigner(key: Self.key)
        let caller = Caller(
            user: TokenUser(
                identity: Identity(userID: user, role: role), username: name, email: nil, expiry: .max),
            signer: signer,
            users: try UserProvisioner(service: boards, signer: signer, limit: .seconds(60), logger: Self.quiet))
        let router = Router(context: GatewayContext.self)
        router.add(
            middleware: RequestMiddleware(
                deadline: RequestDeadline(timeout: .seconds(60)),
                slowRequests: SlowRequestLog(threshold: .minutes(1), logger: Self.quiet)))
        router.add(middleware: SignInMiddleware(caller: caller))
        CourseRoutes(
            service: courses, entities: entities ?? self.entities,
            cursors: CursorSigner(key: [UInt8](repeating: 1, count: 32)), bodyLimit: 1 << 20
        ).add(to: RouteTable(router))
        var headers: HTTPFields = [:]
        headers[.ifMatch] = ifMatch
        headers[.contentType] = body.map { _ in "application/json" }
        let sent = headers
        return try await Application(router: router).test(.router) { client in
            try await client.execute(uri: uri, method: method, headers: sent, body: body.map(ByteBuffer.init(string:)))
        }
    }

    @Test(
        "A new creator's name is the token's, as far as it is one",
        arguments: [
            ("Ada", "Ada"), (" Ada Lovelace\n", "Ada Lovelace"),
            (String(repeating: "é", count: 201), String(repeating: "é", count: 200)),
        ])
    func creatorName(name: String, stored: String) async throws {
        let answer = try await send(.post, "/api/v1/courses", body: Self.newCourse, name: name)
        #expect(answer.status == .created)
        #expect(catalogue.current.creatorNames == [stored])
    }

    @Test(
        "Where the token has no name, or one of nothing but white space, it is the user's",
        arguments: [nil, "", " \n"] as [String?])
    func creatorWithoutName(name: String?) async throws {
        let user = UUID()
        let answer = try await send(.post, "/api/v1/courses", body: Self.newCourse, by: user, name: name)
        #expect(answer.status == .created)
        #expect(catalogue.current.creatorNames == [user.uuidString])
    }

    @Test(
        "The answer to a write comes when the cache has forgotten what was there: other gateways read it, too",
        arguments: [
            (.patch, course, #"{"title":"Rolls"}"#), (.patch, lesson, #"{"title":"Dough"}"#), (.delete, course, nil),
        ] as [(method: HTTPRequest.Method, uri: String, body: String?)])
    func forgotten(_ write: (method: HTTPRequest.Method, uri: String, body: String?)) async throws {
        let id = try #require(UUID(uuidString: String(Self.course.suffix(36))))
        let tier = Self.tier(in: cache, flushTimeout: .seconds(60))
        let entities = try Entities(courses: courses, leaderboard: boards, cache: tier)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await tier.run() }
            cache.store("course.v1", id, CourseV1.Course.make { $0.id = id })
            cache.store("lessons.v1", id, CourseV1.LessonList.make { $0.courseID = id })
            let answer = try await send(
                write.method, write.uri, body: write.body, ifMatch: write.uri == Self.course ? "*" : #""1-x""#,
                entities: entities)
            #expect(answer.status.kind == .successful)
            #expect(!cache.has("course.v1", id))
            #expect(!cache.has("lessons.v1", id))
            group.cancelAll()
        }
    }

    @Test(
        "Who is a creator already makes courses while nobody can tell his name; who is none is told that",
        arguments: [true, false])
    func unknownName(isCreator: Bool) async throws {
        leaderboard.failUsers(with: Status(code: .unavailable, message: "away"))
        catalogue.set { $0.isEverybodyCreator = isCreator }
        let answer = try await send(.post, "/api/v1/courses", body: Self.newCourse)
        #expect(answer.status == (isCreator ? .created : .serviceUnavailable), "\(String(buffer: answer.body))")
        #expect(catalogue.current.creatorNames == [""])
        if !isCreator { #expect(String(buffer: answer.body).contains("leaderboard")) }
    }

    @Test(
        "How many courses a user has made is read anew after a write that may have changed it",
        arguments: [
            (.post, "/api/v1/courses", newCourse), (.patch, course, #"{"status":"archived"}"#), (.delete, course, nil),
        ] as [(method: HTTPRequest.Method, uri: String, body: String?)], [Role.creator, .admin])
    func coursesCreated(_ write: (method: HTTPRequest.Method, uri: String, body: String?), role: Role) async throws {
        let creator = UUID()
        catalogue.set { $0.creatorUserID = creator }
        cache.store("user-stats.v1", creator, CourseV1.UserStats.make { $0.userID = creator })
        func source() async throws -> CacheSource {
            try await entities.userStats.load(creator, deadline: .generous).source
        }
        #expect(try await source() == .hit)
        let parameter = role == .admin && write.method == .post ? "?creator=\(StubCatalogue.creatorID)" : ""
        let answer = try await send(
            write.method, write.uri + parameter, body: write.body, ifMatch: "*", by: role == .admin ? UUID() : creator,
            role: role)
        #expect(answer.status.kind == .successful)
        #expect(try await source() == .miss)
    }

    @Test("So it is after a new course of which nobody knows whether it was made", arguments: [Role.creator, .admin])
    func coursesPerhapsCreated(role: Role) async throws {
        let creator = UUID()
        cache.store("user-stats.v1", creator, CourseV1.UserStats.make { $0.userID = creator })
        #expect(try await entities.userStats.load(creator, deadline: .generous).source == .hit)
        catalogue.set { $0.writeFailure = Status(code: .unavailable, message: "lost") }
        let answer = try await send(
            .post, "/api/v1/courses", body: Self.newCourse, by: creator, role: role, name: "Ada")
        #expect(answer.status == .serviceUnavailable)
        #expect(try await entities.userStats.load(creator, deadline: .generous).source == .miss)
    }

    @Test(
        "So it is, and what the creator shows, after a change of a status whose reply is lost or whose client has gone",
        arguments: [Role.creator, .admin], [false, true])
    func statusPerhapsChanged(role: Role, hasClientGone: Bool) async throws {
        let creator = UUID()
        let gate = Gate()
        catalogue.set { state in
            state.creatorUserID = creator
            // As it is after the change: nobody but its authors sees the course any more.
            state.status = "archived"
            state.writeGate = gate
            state.writeFailure = Status(code: .unavailable, message: "lost")
        }
        cache.store("user-stats.v1", creator, CourseV1.UserStats.make { $0.userID = creator })
        cache.store(
            "creator.v1", StubCatalogue.creatorID, CourseV1.Creator.make { $0.id = StubCatalogue.creatorID })
        func sources() async throws -> [CacheSource] {
            let stats = try await entities.userStats.load(creator, deadline: .generous)
            let shown = try await entities.creators.load(StubCatalogue.creatorID, deadline: .generous)
            return [stats.source, shown.source]
        }
        let before = try await sources()
        #expect(before == [.hit, .hit])
        let answer = Task {
            try await send(
                .patch, Self.course, body: #"{"status":"archived"}"#, ifMatch: "*",
                by: role == .admin ? UUID() : creator, role: role)
        }
        await gate.arrived()
        if hasClientGone { answer.cancel() }
        gate.open()
        _ = await answer.result
        let after = try await sources()
        #expect(after == [.miss, .miss])
    }

    @Test("A lesson is read with the tag that a change of it wants, and answers with the next one")
    func lessonTag() async throws {
        for round in 1...3 {
            let read = try await send(.get, Self.lesson)
            #expect(read.status == .ok)
            let tag = try #require(read.headers[.eTag])
            #expect(!tag.hasPrefix("W/"))
            let head = try await send(.head, Self.lesson)
            #expect(head.headers[.eTag] == tag)
            let edit = try await send(.patch, Self.lesson, body: #"{"title":"Dough"}"#, ifMatch: tag)
            #expect(edit.status == .ok, "\(round)")
            #expect(
                try await send(.patch, Self.lesson, body: #"{"title":"Rye"}"#, ifMatch: tag).status
                    == .preconditionFailed)
            #expect(try await send(.get, Self.lesson).headers[.eTag] == edit.headers[.eTag])
        }
    }

    @Test("There is no lesson of another course, or of no course")
    func unknownLesson() async throws {
        let other = try await send(.get, "\(Self.course)/lessons/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")
        #expect(other.status == .notFound)
        #expect(String(buffer: other.body).contains("There is no lesson"))
        #expect(try await send(.get, "\(Self.course)/lessons/1").status == .badRequest)
    }

    @Test("A draft's lesson is its author's, who has to be known")
    func draft() async throws {
        let author = UUID()
        catalogue.set { state in
            state.status = "draft"
            state.creatorUserID = author
        }
        #expect(try await send(.get, Self.lesson).status == .notFound)
        #expect(try await send(.get, Self.lesson, by: author, role: .learner).status == .notFound)
        let own = try await send(.get, Self.lesson, by: author)
        #expect(own.status == .ok)
        #expect(own.headers[.eTag] != nil)
        #expect(own.headers[.cacheControl] == "private, no-store")
        #expect(leaderboard.identities.contains(Identity(userID: author, role: .creator)))
        leaderboard.fail(with: Status(code: .permissionDenied, message: "this user was deleted"))
        for uri in [Self.course, "\(Self.course)/lessons", Self.lesson] {
            #expect(try await send(.get, uri, by: author).status == .forbidden)
        }
    }

    @Test("Whose a draft is, the service that owns it says, and no cache")
    func draftOfCachedCreator() async throws {
        let thief = UUID()
        catalogue.set { state in
            state.status = "draft"
            state.creatorUserID = UUID()
        }
        cache.store(
            "creator.v1", StubCatalogue.creatorID,
            CourseV1.Creator.make { creator in
                creator.id = StubCatalogue.creatorID
                creator.userID = thief
            })
        #expect(try await entities.creators.load(StubCatalogue.creatorID, deadline: .generous).source == .hit)
        for uri in [Self.course, "\(Self.course)/lessons", Self.lesson] {
            #expect(try await send(.get, uri, by: thief).status == .notFound)
        }
    }
}
