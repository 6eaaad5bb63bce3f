import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Messages
import NIOCore
import RPC
import ServiceKit
import Stubs
import Testing

@testable import Gateway

/// Routes behind the gateway's middleware, with an issuer of the test's own.
@Suite(.timeLimit(.minutes(2))) struct SignInTests {
    private let key = IssuerKey.es256("ec")
    private let leaderboard = RecordingLeaderboard(key: .shared)
    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func withGateway(
        accepting tokens: Bool = true, lifetime: TimeAmount = .minutes(5),
        _ body: @Sendable @escaping (any TestClientProtocol) async throws -> Void
    ) async throws {
        let client = LeaderboardServiceClient(channel: InProcessChannel(services: [leaderboard]))
        let signer = IdentitySigner(key: .shared)
        let authentication = Authentication(
            tokens: try await TestIssuer([key]).verifier(), signer: signer,
            users: try UserProvisioner(
                service: client, signer: signer, limit: .seconds(60), lifetime: lifetime, logger: Self.quiet))
        let router = Router(context: GatewayContext.self)
        router.add(
            middleware: RequestMiddleware(
                deadline: RequestDeadline(timeout: .seconds(30)), authentication: tokens ? authentication : nil,
                slowRequests: SlowRequestLog(threshold: .minutes(1), logger: Self.quiet)))
        let routes = RouteTable(router)
        let courses = CourseServiceClient(channel: InProcessChannel(services: []))
        MeRoutes(entities: try Entities(courses: courses, leaderboard: client, cache: nil)).add(to: routes)
        routes.add(
            "/public",
            Route(.get, .isAlive) { _, context in Self.text(context.caller?.identity.role.rawValue ?? "nobody") })
        routes.add(
            "/creators",
            Route(.post, .createCourse, for: .role(.creator)) { _, context in
                Self.text(try await context.caller().identity.role.rawValue)
            })
        try await Application(router: router).test(.router, body)
    }

    private static func text(_ text: String) -> Response {
        Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private func token(_ role: Role, id: UUID = UUID()) throws -> HTTPFields {
        [.authorization: "Bearer \(try key.token(TestIssuer.claims(["role": "\"\(role.rawValue)\""], subject: id)))"]
    }

    @Test("A public route is for everybody; a token that is refused is told of even there")
    func publicRoute() async throws {
        try await withGateway { client in
            let nobody = try await client.execute(uri: "/public", method: .get)
            #expect(String(buffer: nobody.body) == "nobody")
            let admin = try await client.execute(uri: "/public", method: .get, headers: token(.admin))
            #expect(String(buffer: admin.body) == "admin")
            let refused = try await client.execute(
                uri: "/public", method: .get, headers: [.authorization: "Bearer x.y.z"])
            #expect(refused.status == .unauthorized)
            #expect(refused.headers[.contentType] == "application/problem+json")
            #expect(refused.headers[.cacheControl] == "no-store")
            #expect(
                refused.headers[.wwwAuthenticate]
                    == #"Bearer error="invalid_token", error_description="the token is not a signed JWT""#)
        }
        #expect(leaderboard.identities == [])
    }

    @Test(
        "Credentials of other kinds are refused, with a challenge",
        arguments: ["Basic dTpw", "Bearer", "Bearer ", "Bearer a b", "bearer"])
    func otherCredentials(header: String) async throws {
        try await withGateway { client in
            let answer = try await client.execute(
                uri: "/public", method: .get, headers: [.authorization: header])
            #expect(answer.status == .unauthorized)
            #expect(answer.headers[.wwwAuthenticate] == "Bearer")
        }
    }

    @Test("A route for a role: 401 without a token, 403 for a lower role, and private answers for the rest")
    func roles() async throws {
        try await withGateway { client in
            let nobody = try await client.execute(uri: "/creators", method: .post)
            #expect(nobody.status == .unauthorized)
            #expect(nobody.headers[.wwwAuthenticate] == "Bearer")
            let learner = try await client.execute(uri: "/creators", method: .post, headers: token(.learner))
            #expect(learner.status == .forbidden)
            #expect(
                learner.headers[.wwwAuthenticate]
                    == #"Bearer error="insufficient_scope", error_description="this needs the role creator""#)
            for role in [Role.creator, .admin] {
                let answer = try await client.execute(uri: "/creators", method: .post, headers: token(role))
                #expect(String(buffer: answer.body) == role.rawValue)
                #expect(answer.headers[.cacheControl] == "private, no-store")
            }
        }
    }

    @Test("Where no tokens are accepted every token is refused, and private routes are for nobody")
    func noTokens() async throws {
        try await withGateway(accepting: false) { client in
            let answer = try await client.execute(uri: "/public", method: .get, headers: token(.admin))
            #expect(answer.status == .unauthorized)
            let me = try await client.execute(uri: "/api/v1/me", method: .get)
            #expect(me.status == .unauthorized)
        }
    }

    @Test("A user is made known once, and again with another role")
    func provisioned() async throws {
        let id = UUID()
        try await withGateway { client in
            for role in [Role.creator, .creator, .admin, .creator] {
                let answer = try await client.execute(
                    uri: "/creators", method: .post, headers: token(role, id: id))
                #expect(answer.status == .ok)
            }
        }
        #expect(
            leaderboard.identities == [Identity(userID: id, role: .creator), Identity(userID: id, role: .admin)])
    }

    @Test("While the leaderboard service is away users go on; one that was deleted does not")
    func unavailable() async throws {
        try await withGateway { client in
            leaderboard.fail(with: Status(code: .permissionDenied, message: "this user was deleted"))
            let deleted = try await client.execute(uri: "/creators", method: .post, headers: token(.creator))
            #expect(deleted.status == .forbidden)
            leaderboard.fail(with: Status(code: .unavailable))
            let answer = try await client.execute(uri: "/creators", method: .post, headers: token(.creator))
            #expect(answer.status == .ok)
        }
    }

    @Test("One who is deleted after he was made known is refused before long")
    func deleted() async throws {
        let headers = try token(.creator)
        try await withGateway(lifetime: .zero) { client in
            let known = try await client.execute(uri: "/creators", method: .post, headers: headers)
            #expect(known.status == .ok)
            leaderboard.fail(with: Status(code: .permissionDenied, message: "this user was deleted"))
            let deleted = try await client.execute(uri: "/creators", method: .post, headers: headers)
            #expect(deleted.status == .forbidden)
            leaderboard.fail(with: Status(code: .unavailable))
            let answer = try await client.execute(uri: "/creators", method: .post, headers: headers)
            #expect(answer.status == .ok)
        }
    }

    @Test("64 requests of two users at once, of which each gets its own answer and none a shared one")
    func twoUsers() async throws {
        let users = try (0..<2).map { _ in
            let id = UUID()
            return (id: id, headers: try token(.learner, id: id))
        }
        try await withGateway { client in
            try await withThrowingTaskGroup { group in
                for number in 0..<64 {
                    group.addTask {
                        let (id, headers) = users[number % 2]
                        let answer = try await client.execute(uri: "/api/v1/me", method: .get, headers: headers)
                        #expect(answer.status == .ok)
                        #expect(answer.headers[.cacheControl] == "private, no-store")
                        let text = String(buffer: answer.body)
                        #expect(text.contains(id.uuidString.lowercased()) && text.contains(#""role":"learner""#))
                        #expect(!text.contains(users[1 - number % 2].id.uuidString.lowercased()))
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(Set(leaderboard.identities.map(\.userID)) == Set(users.map(\.id)))
    }
}

extension SecretBytes {
    fileprivate static let shared = SecretBytes(Array(repeating: 7, count: 32))
}
