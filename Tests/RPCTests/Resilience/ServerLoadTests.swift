import NIOCore
import Testing

@testable import RPC

@Suite("What servers say of their load")
struct ServerLoadTests {
    @Test("An idle server is silent, a change is told at once, a load that stays now and then")
    func report() {
        var report = LoadReport()
        func said(_ loads: [Int]) -> [UInt32?] { loads.map { report.next(load: $0) } }
        #expect(said(Array(repeating: 0, count: 100)).allSatisfy { $0 == nil })
        #expect(said([80]) == [80])
        #expect(said(Array(repeating: 85, count: LoadReport.repeatInterval - 1)).allSatisfy { $0 == nil })
        #expect(said([85, 60, 0, 0]) == [85, 60, 0, nil])
    }

    @Test("A client counts the calls of others, and forgets them by halves")
    func decay() {
        let load = ServerLoad()
        let now = NIODeadline.uptimeNanoseconds(2_000_000_000)
        #expect(load.foreignCalls(at: now) == 0)
        load.reported(100, outstandingCalls: 20, at: now)
        #expect(load.foreignCalls(at: now) == 80)
        #expect(load.foreignCalls(at: now - .seconds(1)) == 80)
        #expect(load.foreignCalls(at: now + ServerLoad.halfLife) == 40)
        #expect(load.foreignCalls(at: now + .hours(1)) == 0)
        load.reported(3, outstandingCalls: 20, at: now)
        #expect(load.foreignCalls(at: now) == 0)
    }

    @Test("A server that had no room for a call is not taken to have some before the half-life is over")
    func refusal() {
        let load = ServerLoad()
        let now = NIODeadline.uptimeNanoseconds(2_000_000_000)
        #expect(!load.isRefusing(at: now))
        load.refused(at: now)
        #expect(load.isRefusing(at: now))
        #expect(load.isRefusing(at: now + ServerLoad.halfLife - .nanoseconds(1)))
        #expect(!load.isRefusing(at: now + ServerLoad.halfLife))
    }

    /// Lets calls wait whose text is one of these until the signal is raised.
    private static func service(_ waits: [String: Signal]) -> TestService {
        TestService { request, _ in
            await waits[request.text]?.wait()
            return request
        }
    }

    @Test("Calls go to a server that has room, though one that refuses them has less to do")
    func elsewhere() async throws {
        let (idle, end) = (Signal(), Signal())
        // Another client has the one place of the method at the one server, and it is the other that is slow.
        try await TestServer.run(
            Self.service(["slow": idle, "held": end]), configure: { $0.limits.callsByMethod[TestService.write] = 1 }
        ) { full in
            try await TestServer.run(Self.service(["slow": end])) { free in
                try await withClient(of: [full.address, free.address]) { client in
                    await client.waitUntilAllReady()
                    try await withClient(of: [full.address]) { other in
                        try await withThrowingTaskGroup { group in
                            group.addTask { _ = try await other.call("held", TestService.write) }
                            let servers = [full.server, free.server]
                            for count in 1...8 {
                                group.addTask { _ = try await client.call("slow") }
                                while !Task.isCancelled,
                                    servers.map(\.statistics.callsInFlight).reduce(0, +) < count + 1
                                { await Task.yield() }
                            }
                            idle.raise()
                            while !Task.isCancelled, client.statistics.endpoints.first?.outstandingCalls != 0 {
                                await Task.yield()
                            }
                            #expect(client.statistics.endpoints.last?.outstandingCalls == 4)
                            var refused = 0
                            for _ in 0..<50 {
                                let code = await client.code("", TestService.write)
                                if code == .resourceExhausted { refused += 1 }
                            }
                            // One each half-life, and even a busy machine makes many calls in that time.
                            #expect((1..<25).contains(refused))
                            end.raise()
                            try await group.waitForAll()
                        }
                    }
                }
            }
        }
    }

    @Test("Over a connection a client learns of the calls of others")
    func overSocket() async throws {
        let release = Signal()
        let service = TestService { request, _ in
            if request.text == "slow" { await release.wait() }
            return request
        }
        try await withPair(service) { client, server in
            try await withClient(of: [server.address]) { other in
                try await withThrowingTaskGroup { group in
                    for _ in 0..<10 { group.addTask { _ = try await other.call("slow") } }
                    while !Task.isCancelled, server.server.statistics.callsInFlight < 10 { await Task.yield() }
                    while client.statistics.endpoints.allSatisfy({ $0.foreignCalls == 0 }) {
                        #expect(await client.code() == .ok)
                    }
                    release.raise()
                    try await group.waitForAll()
                }
            }
        }
    }
}
