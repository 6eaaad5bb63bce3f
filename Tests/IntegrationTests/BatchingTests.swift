import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("Uncached reads under load", .stack(["LYCEUM_CACHE": "off"]), .serialized)
struct BatchingTests {
    private static let clients = 64
    private static let requestsEach = 200

    /// The clients are threads with plain sockets: a heavier client would be what the load waits for.
    @Test("64 clients reading random courses cost at most 60 statements per 1,000 requests, and no answer is mixed up")
    func batching() async throws {
        let stack = try #require(Stack.current)
        var bodies: [String: String] = [:]
        for id in try await stack.allIDs() {
            let path = "/api/v1/courses/\(id)"
            bodies[path] = try await stack.get(path).text
        }
        let expected = bodies
        let paths = Array(bodies.keys)
        let before = try await stack.metric("lyceum_postgres_statements_total", of: .course)
        let wrong = Atomic(0)
        let port = stack.httpPort
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            let running = ThreadCount(Self.clients) { done.resume() }
            for _ in 0..<Self.clients {
                Thread.detachNewThread {
                    let socket = try? RawConnection(port: port)
                    for _ in 0..<Self.requestsEach {
                        let path = paths.randomElement() ?? ""
                        if socket?.get(path)?.body != expected[path] { wrong.add(1, ordering: .relaxed) }
                    }
                    running.leave()
                }
            }
        }
        let requests = Double(Self.clients * Self.requestsEach)
        let cost = try await stack.metric("lyceum_postgres_statements_total", of: .course) - before
        #expect(wrong.load(ordering: .relaxed) == 0)
        #expect(cost > 0)
        #expect(cost * 1_000 / requests <= 60, "\(cost) statements for \(requests) requests")
    }
}

/// Counts threads down, and tells when the last has left.
private final class ThreadCount: Sendable {
    private let count: Mutex<Int>
    private let whenEmpty: @Sendable () -> Void

    init(_ count: Int, whenEmpty: @escaping @Sendable () -> Void) {
        self.count = Mutex(count)
        self.whenEmpty = whenEmpty
    }

    func leave() {
        let isLast = count.withLock { count in
            count -= 1
            return count == 0
        }
        if isLast { whenEmpty() }
    }
}
