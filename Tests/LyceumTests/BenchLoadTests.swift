import NIOCore
import NIOPosix
import ServiceKit
import TestSupport
import Testing

@testable import lyceum

@Suite("Load against a real server", .timeLimit(.minutes(2)))
struct BenchLoadTests {
    /// Loads the server with requests for one course, on which the server's answer depends.
    private func load(
        _ course: String, port: Int, timeout: Duration = .seconds(60), connections: Int = 4
    ) async throws -> LoadReport {
        let plan = LoadPlan(
            rate: 100, warmUp: .milliseconds(100), duration: .seconds(1), timeout: timeout, connections: connections,
            seed: 1)
        let target = try LoadTarget(
            HostPort(host: "127.0.0.1", port: port), on: MultiThreadedEventLoopGroup.singleton.next())
        let subjects = LoadSubjects(courses: [LoadSubjects.Course(id: course, title: "")], categories: [])
        return try await LoadGenerator(target: target, plan: plan)
            .run(RequestSampler(try LoadMix("course=1"), subjects, seed: 1))
    }

    /// Requests that are due in the measured second, by the seed.
    private var expected: Int {
        var arrivals = PoissonArrivals(rate: 100, seed: 1)
        var times: [Duration] = []
        while times.last ?? .zero < .milliseconds(1_100) { times.append(arrivals.next()) }
        return times.count { (.milliseconds(100)..<(.milliseconds(1_100))).contains($0) }
    }

    @Test("every request that is due is made, counted and timed, and connections are kept")
    func answered() async throws {
        try await BenchServer.run { server in
            let report = try await load("fine", port: server.port)
            #expect(report.latencies.errors == [:])
            #expect(report.requestCount == expected)
            #expect(report.latencies.succeeded == expected)
            #expect(report.latencies.all.count == expected)
            #expect(report.latencies.parts.keys.sorted { $0.rawValue < $1.rawValue } == [.course])
            #expect(report.connections == 4)
            #expect(server.connections == 4)
        }
    }

    @Test(
        "answers that are errors are counted by class and type",
        arguments: [
            ("missing", LoadError.status(class: 4, problem: "/problems/not-found")),
            ("broken", .status(class: 5, problem: nil)), ("garbage", .invalidHTTP), ("cut", .closed),
        ])
    func errors(course: String, error: LoadError) async throws {
        try await BenchServer.run { server in
            let report = try await load(course, port: server.port)
            #expect(report.latencies.errors == [error: expected])
            #expect(report.latencies.succeeded == 0)
            #expect(report.latencies.all.count == 0)
        }
    }

    @Test("a server that never answers stops no later request: each is given up at its own time")
    func timeouts() async throws {
        try await BenchServer.run { server in
            let report = try await load("silent", port: server.port, timeout: .milliseconds(200))
            #expect(report.latencies.errors == [.timeout: expected])
            #expect(report.latencies.all.milliseconds(atPercentile: 0) >= 199)
        }
    }

    @Test("connections that the server ends after an answer are replaced without an error")
    func replaced() async throws {
        try await BenchServer.run { server in
            let report = try await load("once", port: server.port)
            #expect(report.latencies.errors == [:])
            #expect(report.latencies.succeeded == expected)
            #expect(server.connections > expected)
        }
    }

    @Test("a server that isn't there is told")
    func unreachable() async throws {
        // Nothing listens there, and the kernel gives it to nobody who asks for a free port.
        let port = 1
        let target = try LoadTarget(
            HostPort(host: "127.0.0.1", port: port), on: MultiThreadedEventLoopGroup.singleton.next())
        let error = await #expect(throws: BenchFailure.self) { try await target.connect() }
        #expect("\(try #require(error))".hasPrefix("no connection to 127.0.0.1:\(port): "))
    }

    @Test("a load that is cancelled ends")
    func cancelled() async throws {
        try await BenchServer.run { server in
            let port = server.port
            let task = Task { try await load("silent", port: port, timeout: .seconds(300)) }
            try await eventually { server.connections > 0 }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test("what to ask for is read page by page, and what is no list is refused")
    func discovery() async throws {
        try await BenchServer.run { server in
            let target = try LoadTarget(
                HostPort(host: "127.0.0.1", port: server.port), on: MultiThreadedEventLoopGroup.singleton.next())
            let client = try await target.connect()
            #expect(try await client.json("/fine") == .object([:]))
            for (path, reason) in [("missing", "status 404"), ("cut", "closed")] {
                await #expect(throws: BenchFailure.badAnswer(path: "/\(path)", reason: reason)) {
                    try await client.json("/\(path)")
                }
            }
            await #expect(throws: BenchFailure.self) {
                try await LoadSubjects(from: target, for: .browse, tokens: { _ in [] })
            }
        }
    }
}

@Suite("Requests that wait for connections")
struct BenchQueueTests {
    private func due(_ milliseconds: Int64) -> DueRequest {
        let due = NIODeadline.uptimeNanoseconds(0) + .milliseconds(milliseconds)
        return DueRequest(
            request: LoadRequest(part: .course, path: "/\(milliseconds)"), due: due, deadline: due + .seconds(1),
            second: 0)
    }

    @Test("idle connections are used in turn, and those that closed meanwhile are not")
    func idle() {
        var queue = RequestQueue<Int> { $0 != 2 }
        for connection in 1...3 { #expect(queue.add(idle: connection) == nil) }
        #expect(queue.add(due(1)) == 1)
        #expect(queue.add(due(2)) == 3)
        #expect(queue.add(due(3)) == nil)
    }

    @Test("requests wait in their order, until one is idle or their deadline passes")
    func waiting() {
        var queue = RequestQueue<Int> { _ in true }
        for time: Int64 in [1, 2, 3] { #expect(queue.add(due(time)) == nil) }
        #expect(queue.add(idle: 1) == due(1))
        #expect(queue.removeExpired(due(2).deadline) == due(2))
        #expect(queue.removeExpired(due(2).deadline) == nil)
        #expect(queue.add(idle: 1) == due(3))
        #expect(queue.add(idle: 1) == nil)
    }
}
