import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@testable import RPC
@testable import ServiceKit

@Suite("The connections of a process")
struct ConnectionsReportTests {
    private static let now = NIODeadline.uptimeNanoseconds(100_000_000_000)

    @Test("A report has times of day, and null where there is nothing")
    func json() {
        let good = RPCClientStatistics.Endpoint(
            address: .tcp(host: "10.0.0.7", port: 7101), state: .ready, outstandingCalls: 3, foreignCalls: 5,
            connectedSince: Self.now - .seconds(60), ejectedUntil: Self.now + .milliseconds(2_500), ejections: 1,
            roundTrip: .microseconds(250), connects: 2, lastError: "reset")
        let bad = RPCClientStatistics.Endpoint(
            address: .unix(path: "/run/course"), state: .backingOff, outstandingCalls: 0, foreignCalls: 0,
            connectedSince: nil, ejectedUntil: nil, ejections: 0, roundTrip: nil, connects: 0, lastError: nil)
        let report = ConnectionsReport(
            [("course", RPCClientStatistics(endpoints: [good, bad], waitingCalls: 4))], at: Self.now,
            wallClock: 1_777_638_896_789_000)
        #expect(
            String(buffer: report.json) == """
                {"services":[{"service":"course","waiting_calls":4,"connections":[\
                {"address":"10.0.0.7:7101","state":"ready","connected_at":"2026-05-01T12:33:56.789000Z",\
                "outstanding_calls":3,"foreign_calls":5,"ejected_until":"2026-05-01T12:34:59.289000Z","ejections":1,\
                "round_trip_ms":0.25,"connects":2,"last_error":"reset"},\
                {"address":"unix:/run/course","state":"backing_off","connected_at":null,"outstanding_calls":0,\
                "foreign_calls":0,"ejected_until":null,"ejections":0,"round_trip_ms":null,"connects":0,\
                "last_error":null}]}]}
                """)
    }

    @Test("GET /connections tells of each service that the process calls")
    func route() async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let client = RPCClient(
            configuration: RPCClientConfiguration(addresses: [.tcp(host: "127.0.0.1", port: 1)]), logger: logger)
        let router = AdminRoutes.router(
            exposition: { "" }, health: HealthMonitor(role: .gateway, checks: [], logger: logger),
            clients: [("course", client)])
        try await Application(router: router).test(.router) { http in
            let answer = try await http.executeRequest(uri: "/connections", method: .get, headers: [:], body: nil)
            #expect(answer.status == .ok)
            #expect(answer.headers[.contentType] == "application/json")
            #expect(
                String(buffer: answer.body).hasPrefix(
                    #"{"services":[{"service":"course","waiting_calls":0,"connections":[{"address":"127.0.0.1:1","#
                        + #""state":"idle""#))
        }
    }
}
