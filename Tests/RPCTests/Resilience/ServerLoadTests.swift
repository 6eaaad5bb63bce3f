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
