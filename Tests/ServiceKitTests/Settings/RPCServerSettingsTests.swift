import RPC
import Testing

@testable import ServiceKit

@Suite("Settings of RPC servers")
struct RPCServerSettingsTests {
    private func configuration(_ environment: [String: String]) throws -> RPCServerConfiguration {
        try SettingsReader(role: .course, environment: environment)
            .rpcServerConfiguration(at: HostPort(host: "127.0.0.1", port: 7101))
    }

    @Test("What the operator says reaches the server")
    func all() throws {
        let configuration = try configuration([
            "LYCEUM_RPC_CONNECTION_AGE": "90s", "LYCEUM_RPC_MAX_CONNECTIONS": "17", "LYCEUM_RPC_MAX_CALLS": "23",
            "LYCEUM_DRAIN_PERIOD": "3s", "LYCEUM_RPC_PLAINTEXT": "allow", "LYCEUM_RPC_IDLE_TIMEOUT": "7m",
        ])
        #expect(configuration.address == .tcp(host: "127.0.0.1", port: 7101))
        #expect(configuration.maximumConnectionAge == .seconds(90))
        #expect(configuration.limits.connection.idleTimeout == .minutes(7))
        #expect(configuration.limits.connections == 17)
        #expect(configuration.limits.calls == 23)
        #expect(configuration.drainPeriod == .seconds(3))
        #expect(configuration.allowsPlaintextBeyondLoopback)
        #expect(try !self.configuration([:]).allowsPlaintextBeyondLoopback)
    }

    @Test("A connection may be idle for a day, unless the operator says otherwise")
    func idleness() throws {
        #expect(try configuration([:]).limits.connection.idleTimeout == .hours(24))
    }

    @Test("A connection may get 30 minutes old; 0s means any age, and a day is the most that may be asked for")
    func age() throws {
        #expect(try configuration([:]).maximumConnectionAge == .minutes(30))
        #expect(try configuration(["LYCEUM_RPC_CONNECTION_AGE": "0s"]).maximumConnectionAge == nil)
        #expect(throws: SettingError.self) { try configuration(["LYCEUM_RPC_CONNECTION_AGE": "86401s"]) }
    }
}
