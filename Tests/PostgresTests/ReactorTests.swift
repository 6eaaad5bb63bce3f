import Logging
import NIOCore
import Testing

@testable import Postgres

@Suite("Reactor", .timeLimit(.minutes(1)))
struct ReactorTests {
    private let now = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    /// The answer to a read that is to be sent again when `body` begins, due a second later.
    private func answerToRead(_ body: (Reactor) -> Void) async throws -> Request.Answer {
        let reactor = Reactor(
            configuration: try PostgresConfiguration(url: "dbname=course"), inbox: try Inbox(limit: 1),
            epoll: try Epoll(), links: [], status: StatusBoard(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return await withUnsafeContinuation { continuation in
            let request = Request(
                id: 1, work: .script(""), placement: .read, deadline: now + .seconds(1), continuation: continuation)
            reactor.outbox.requeue(request, attempt: 1)
            body(reactor)
            if reactor.outbox.answers.isEmpty { request.resume(.failure(.shutDown)) }
            reactor.outbox.deliver()
        }
    }

    @Test("a read that is to be sent again keeps its deadline, and fails when that has passed")
    func requeuedDeadline() async throws {
        let answer = try await answerToRead { reactor in
            reactor.expire(now: now)
            #expect(reactor.earliestDeadline == now + .seconds(1))
            reactor.expire(now: now + .seconds(1))
        }
        #expect(throws: PostgresError.deadlineExceeded) { try answer.get() }
    }

    @Test("a read that is to be sent again can be cancelled")
    func requeuedCancellation() async throws {
        let answer = try await answerToRead { $0.cancel([1], now: now) }
        #expect(throws: PostgresError.cancelled) { try answer.get() }
    }
}
