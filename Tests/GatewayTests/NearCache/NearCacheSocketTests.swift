import HummingbirdTesting
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import Gateway

@Suite("Connections of a gateway with a near cache", .timeLimit(.minutes(2)))
struct NearCacheSocketTests {
    private static let list = "/api/v1/courses?limit=1"
    private static let popular = "/api/v1/courses/popular"
    private static let hit = "lyceum-near; hit"

    private let gateway = TestGateway()
    private let cache = NearCache(limit: 256 << 20, timeToLive: .hours(1))

    private func run(
        changing change: (inout GatewayConfiguration) -> Void = { _ in },
        _ body: @Sendable @escaping (RawConnection) async throws -> Void
    ) async throws {
        try await gateway.run(
            changing: {
                $0.nearCache = cache
                change(&$0)
            }
        ) { client in
            try await body(RawConnection(port: try #require(client.port), receiveBuffer: 4096))
        }
    }

    private static func request(_ target: String) -> String { "GET \(target) HTTP/1.1\r\nhost: x\r\n\r\n" }

    @Test("A pipelined hit waits for the slow miss before it")
    func order() async throws {
        let gate = Gate()
        gateway.catalogue.set { $0.popularGate = gate }
        try await run { raw in
            let first = try #require(await raw.get(Self.list))
            let second = try #require(await raw.get(Self.list))
            #expect(!first.contains(Self.hit) && second.contains(Self.hit))
            raw.send(Self.request(Self.popular) + Self.request(Self.list))
            await gate.arrived()
            gate.open()
            let answers = await raw.exchange(Self.request(Self.list))
            let bodies = answers.matches(of: /\r\n\r\n(\{.*?\})(?=HTTP|$)/).map { String($0.output.1) }
            try #require(bodies.count == 3)
            #expect(!bodies[0].contains("pagination"))
            #expect(bodies[1].contains("pagination") && bodies[2].contains("pagination"))
        }
    }

    @Test("Hundreds of pipelined hits are answered, in their order, to a client that reads them late")
    func pipelinedHits() async throws {
        gateway.catalogue.set { $0.descriptionLength = 1_000 }
        try await run { raw in
            _ = await raw.get(Self.list)
            _ = await raw.get(Self.popular)
            let answers = await raw.exchange(
                (0..<300).map { Self.request($0 % 2 == 0 ? Self.list : Self.popular) }.joined())
            let bodies = answers.matches(of: /\r\n\r\n\{"courses":.*?(\]|"pagination":\{[^}]*\})\}(?=HTTP|$)/)
            try #require(bodies.count == 300)
            for (index, body) in bodies.enumerated() {
                #expect(body.output.0.contains("pagination") == (index % 2 == 0))
            }
        }
    }

    @Test("A client that closes its half behind a request gets all of a large answer")
    func halfClosed() async throws {
        // More than the system takes from the gateway at once.
        cache.keep(String(repeating: "x", count: 20_000_000), at: "/large")
        try await run { raw in
            let answer = await raw.exchange(Self.request("/large"))
            #expect(answer.contains(Self.hit))
            #expect(answer.utf8.count > 20_000_000)
        }
    }

    @Test("A connection without requests is closed when its time is over")
    func idle() async throws {
        try await run(changing: { $0.idleTimeout = .milliseconds(50) }) { raw in
            #expect(await raw.end() == "")
        }
    }

    @Test("When the gateway stops, an open connection still has its requests answered, and is told to end")
    func drain() async throws {
        let results = Mutex<Task<[String?], Never>?>(nil)
        try await run(changing: { $0.drainGrace = .seconds(60) }) { raw in
            _ = await raw.get(Self.list)
            // It goes on when this closure returns, and the gateway stops.
            let task = Task {
                var answers: [String?] = []
                repeat {
                    answers.append(await raw.get(Self.list))
                } while answers.last??.contains("Connection: close") == false
                let rest = await raw.end()
                return answers + [rest]
            }
            results.withLock { $0 = task }
        }
        let answers = try #require(await results.withLock { $0 }?.value)
        #expect(answers.allSatisfy { $0 != nil })
        #expect(answers.dropLast().allSatisfy { $0?.hasPrefix("HTTP/1.1 200 OK") == true })
        #expect(answers.last == "")
    }

    @Test("When the gateway stops, a connection that stays idle does not hold it up for longer than the grace")
    func drainIdle() async throws {
        let connection = Mutex<RawConnection?>(nil)
        try await run(changing: { $0.drainGrace = .milliseconds(50) }) { raw in
            _ = await raw.get(Self.list)
            connection.withLock { $0 = raw }
        }
        let raw = try #require(connection.withLock { $0 })
        #expect(await raw.end() == "")
    }
}
